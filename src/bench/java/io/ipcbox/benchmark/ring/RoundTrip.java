package io.ipcbox.benchmark.ring;

import java.time.Duration;
import java.util.Arrays;
import org.agrona.concurrent.IdleStrategy;

/** One message there, the same back, and the next: how long each takes. */
final class RoundTrip {
    private static final long LAST = Long.MIN_VALUE;

    private final Contender contender;
    private final BenchmarkSettings settings;
    private final IdleStrategy idle;
    private long answer;

    RoundTrip(Contender contender, BenchmarkSettings settings, IdleStrategy idle) {
        this.contender = contender;
        this.settings = settings;
        this.idle = idle;
    }

    void ping() throws Exception {
        try (Outlet outlet = contender.outlet("down", settings);
                Inlet inlet = contender.inlet("up", settings)) {
            long[] samples = new long[settings.number("samples", 200_000)];
            long warm = System.nanoTime()
                    + Duration.ofMillis(settings.number("warm_ms", 2000)).toNanos();
            int count = -1;
            while (count < samples.length) {
                long began = System.nanoTime();
                exchange(outlet, inlet, began);
                long took = System.nanoTime() - began;
                if (count >= 0) {
                    samples[count++] = took;
                } else if (began > warm) {
                    count = 0;
                }
            }
            outlet.offer(LAST, 0);
            outlet.flush();
            Arrays.sort(samples);
            Report.print("p50", at(samples, 0.5), "p99", at(samples, 0.99), "p999", at(samples, 0.999));
            settings.await("pong.done");
        }
    }

    private static double at(long[] sorted, double part) {
        return sorted[(int) (sorted.length * part)];
    }

    private void exchange(Outlet outlet, Inlet inlet, long number) throws Exception {
        while (!outlet.offer(number, 1)) {
            Thread.onSpinWait();
        }
        outlet.flush();
        idle.reset();
        while (inlet.poll((stamp, kind) -> answer = stamp) == 0) {
            idle.idle();
        }
        if (answer != number) {
            throw new IllegalStateException("sent " + number + ", got " + answer);
        }
    }

    void pong() throws Exception {
        try (Inlet inlet = contender.inlet("down", settings);
                Outlet outlet = contender.outlet("up", settings)) {
            while (true) {
                idle.reset();
                while (inlet.poll((stamp, kind) -> answer = stamp) == 0) {
                    idle.idle();
                }
                if (answer == LAST) {
                    break;
                }
                while (!outlet.offer(answer, 1)) {
                    Thread.onSpinWait();
                }
                outlet.flush();
            }
            settings.mark("pong.done");
        }
    }
}
