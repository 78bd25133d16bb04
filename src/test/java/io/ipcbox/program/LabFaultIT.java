package io.ipcbox.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The classroom programs when a process is killed, or on Ctrl-C at any moment: reported, ended, nothing left. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class LabFaultIT {
    private static final int INTERRUPTS = 50;
    private static final int AT_ONCE = 4;
    private static final int LATEST_MILLIS = 2500;

    private static final List<String> PROGRAMS = List.of(
            "lab pipe --data 5,7,0 --slow",
            "lab queue --data 12,34,423,2,1 --slow",
            "lab memory --data 22,33,4,55 --slow",
            "lab race --slow",
            "lab deadlock --slow",
            "scheduler --slow",
            "scheduler --sysv --slow",
            "counter");

    @RegisterExtension
    final ProcessChannel channel = new ProcessChannel();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lab pipe --data 5,7,0 --slow | Sender",
                "lab pipe --data 5,7,0 --slow | Receiver",
                "lab queue --data 12,34 --slow | Process-1",
                "lab queue --data 12,34 --slow | Process-2",
                "lab memory --data 22,33 --slow | main program",
                "lab memory --data 22,33 --slow | p1",
                "lab race --times 1000000000 | main program",
                "lab race --times 1000000000 | Process-1",
                "lab race --times 1000000000 | Process-2",
                "lab deadlock | main program",
                "lab deadlock | Process-1",
                "scheduler --slow | init",
                "scheduler --slow | P1",
                "scheduler --slow | P4",
                "scheduler --slow | Scheduler",
                "scheduler --sysv --slow | Scheduler",
                "counter | Process-1",
                "counter | Process-2"
            })
    void killedProcessIsTheEndOfTheProgram(String words, String lane) {
        IpcboxProcess program = channel.start(words.split(" "));
        LabProcesses processes = new LabProcesses(program);
        long pid = processes.await(lane);
        IpcboxProcess.signal("KILL", pid);
        assertThat(program.exitCode()).as(program::toString).isEqualTo(1);
        assertThat(program.err())
                .singleElement()
                .asString()
                .startsWith("ipcbox: ")
                .endsWith(lane + " (pid " + pid + ") was killed by signal 9");
        processes.assertNothingLeft();
    }

    /** The remaining processes notice its end and remove the objects of the run. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lab queue --data 12,34 --slow | Process-2 |",
                "lab memory --data 22,33 --slow | p1 |",
                "lab race --times 1000000000 | Process-2 | Process-1",
                "scheduler --sysv --slow | Scheduler |",
                "counter | Process-2 |",
                "lab deadlock --slow | Process-1 |",
                "counter | Process-2 | Process-1"
            })
    void killedCommandLeavesNothingEither(String words, String lastToStart, @Nullable String alsoKilled) {
        IpcboxProcess program = channel.start(words.split(" "));
        LabProcesses processes = new LabProcesses(program);
        processes.await(lastToStart);
        if (alsoKilled != null) {
            IpcboxProcess.signal("KILL", processes.await(alsoKilled));
        }
        program.signal("KILL");
        program.exitCode();

        Awaitility.await().atMost(IpcboxProcess.WATCHDOG).untilAsserted(processes::assertNothingLeft);
    }

    @Test
    void ctrlCAtAnyMomentLeavesNothing() throws InterruptedException, ExecutionException {
        long seed = System.nanoTime();
        System.out.println("LabFaultIT: seed " + seed);
        Random random = new Random(seed);
        List<Callable<Void>> runs = new ArrayList<>();
        for (int i = 0; i < INTERRUPTS; i++) {
            String words = PROGRAMS.get(i % PROGRAMS.size());
            Duration delay = Duration.ofMillis(random.nextInt(LATEST_MILLIS));
            runs.add(() -> interrupt(words, delay));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (Future<Void> run : threads.invokeAll(runs)) {
                run.get();
            }
        }
    }

    private Void interrupt(String words, Duration delay) {
        IpcboxProcess program = startAlone(words);
        LabProcesses processes = new LabProcesses(program);
        long begin = System.nanoTime();
        Awaitility.await()
                .atMost(IpcboxProcess.WATCHDOG)
                .pollInterval(Duration.ofMillis(20))
                .pollDelay(Duration.ZERO)
                .until(() -> {
                    processes.look();
                    return System.nanoTime() - begin >= delay.toNanos();
                });
        IpcboxProcess.signal("INT", program.pid());
        assertThat(program.exitCode())
                .as(() -> words + " after " + delay + ": " + program)
                .isEqualTo(130);
        assertThat(program.err()).as(() -> words + " after " + delay).isEmpty();
        processes.assertNothingLeft();
        return null;
    }

    // One thread at a time: the channel keeps a list of its processes.
    private synchronized IpcboxProcess startAlone(String words) {
        return channel.start(words.split(" "));
    }

    @Test
    void ctrlCReportsTheProcessesOfTheCounter() {
        IpcboxProcess counter = channel.start("counter", "--increment-every", "100ms", "--square-every", "50ms");
        LabProcesses processes = new LabProcesses(counter);
        counter.awaitOut("Process-1: Counter incremented to 3");
        counter.awaitOut(line -> line.startsWith("Process-2: Square of counter value "), "a square");
        processes.look();
        IpcboxProcess.signal("INT", counter.pid());
        assertThat(counter.exitCode()).isEqualTo(130);
        assertThat(counter.err()).isEmpty();
        List<String> lines = counter.out();
        assertThat(lines.subList(lines.size() - 3, lines.size()))
                .containsExactly("Process-1 Terminated", "Process-2 Terminated", "Processes Terminated !");
        processes.assertNothingLeft();
    }

    @Test
    void counterIsZeroUntilItsFirstPauseIsOver() {
        IpcboxProcess counter = channel.start("counter", "--increment-every", "1h", "--square-every", "20ms");
        assertThat(counter.awaitOut(0, 50)).containsOnly("Process-2: Square of counter value 0 is 0");
        IpcboxProcess.signal("INT", counter.pid());
        assertThat(counter.exitCode()).isEqualTo(130);
        new LabProcesses(counter).assertNothingLeft();
    }

    // The original counter is one byte: at 255, one process dies and the other never ends.
    @Test
    void counterGoesPastAByteAndSquaresStayExact() {
        IpcboxProcess counter = channel.start("counter", "--increment-every", "1ms", "--square-every", "1ms");
        counter.awaitOut("Process-1: Counter incremented to 300");
        counter.awaitOut(line -> line.matches("Process-2: Square of counter value [0-9]{3,} .*"), "a square past 99");
        IpcboxProcess.signal("INT", counter.pid());
        assertThat(counter.exitCode()).isEqualTo(130);
        assertThat(counter.out().stream().filter(line -> line.startsWith("Process-2: ")))
                .allSatisfy(line -> {
                    String[] words = line.split(" ");
                    long value = Long.parseLong(words[5]);
                    assertThat(words[7]).isEqualTo(Long.toString(value * value));
                });
        new LabProcesses(counter).assertNothingLeft();
    }
}
