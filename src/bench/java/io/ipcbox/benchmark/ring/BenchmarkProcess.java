package io.ipcbox.benchmark.ring;

import io.aeron.driver.MediaDriver;
import java.nio.file.Path;
import java.util.List;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;

/**
 * One process of a run: {@code CONTENDER ROLE DIRECTORY [key=value …]}. {@code pin}: the processor of the measured
 * thread. {@code idle}: what contenders that cannot wait by themselves do meanwhile.
 */
final class BenchmarkProcess {
    private BenchmarkProcess() {}

    public static void main(String[] words) throws Exception {
        BenchmarkSettings settings =
                BenchmarkSettings.of(Path.of(words[2]), List.of(words).subList(3, words.length));
        if (settings.number("pin", -1) >= 0) {
            HotThread.pin(settings.number("pin", -1));
        }
        if (words[1].equals("driver")) {
            driveAeron(settings);
        } else {
            run(Contender.named(words[0]), words[1], settings);
        }
        System.out.flush();
        // Contenders with threads of their own must not hold the end up.
        Runtime.getRuntime().halt(0);
    }

    /** Until standard input is closed. */
    private static void driveAeron(BenchmarkSettings settings) throws Exception {
        MediaDriver driver = AeronContender.driver(settings);
        settings.mark("driver.ready");
        while (System.in.read() >= 0) {
            // Nothing is said to it.
        }
        driver.close();
    }

    private static void run(Contender contender, String role, BenchmarkSettings settings) throws Exception {
        IdleStrategy idle = idle(settings.text("idle", "spin"));
        switch (role) {
            case "ping" -> new RoundTrip(contender, settings, idle).ping();
            case "pong" -> new RoundTrip(contender, settings, idle).pong();
            case "write" -> new OneWay(contender, settings, idle).write();
            case "read" -> new OneWay(contender, settings, idle).read();
            case "idle-write" -> new IdleReader(contender, settings, idle).write();
            case "idle-read" -> new IdleReader(contender, settings, idle).read();
            default -> throw new IllegalArgumentException("no role has the name " + role);
        }
    }

    private static IdleStrategy idle(String name) {
        return switch (name) {
            case "spin" -> new BusySpinIdleStrategy();
            case "yield" -> new YieldingIdleStrategy();
            // The peers' default: spins, yields, then parks for 1 microsecond, doubling up to 1 millisecond.
            case "backoff" -> new BackoffIdleStrategy();
            default -> throw new IllegalArgumentException("no way to idle has the name " + name);
        };
    }
}
