package io.ipcbox.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ipcbox.support.CProgram;
import io.ipcbox.support.NoLeftovers;
import io.ipcbox.support.RunningProgram;
import io.ipcbox.support.UniqueNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The layout is enough to follow a ring without this library: thirty lines of Python and nothing installed. */
@ExtendWith(NoLeftovers.class)
class RingInPythonIT {
    private static final Path FOLLOWER = Path.of("src/test/python/follow_ring.py");

    private final Path path = UniqueNames.nextIn(Path.of("/dev/shm"));

    @Test
    void aPythonProgramOfThirtyLinesFollowsTheRing() throws IOException {
        assumeTrue(CProgram.isInstalled("python3"), "needs python3");
        assertThat(Files.readAllLines(FOLLOWER)).hasSizeLessThanOrEqualTo(34);
        try (RingFile file = RingFile.openForWriting(path, new RingSettings(1 << 16, 4));
                RingWriter writer = file.writer(Duration.ofSeconds(30), WaitStrategy.BALANCED)) {
            try (RunningProgram python =
                    RunningProgram.start(List.of("python3", FOLLOWER.toString(), path.toString()))) {
                // It prints nothing before its first message and starts with the next one, so the first message is
                // repeated
                // until it arrives.
                String heard = awaitFirst(writer, python);
                assertThat(heard).isEqualTo("are you there?");

                for (int number = 0; number < 200; number++) {
                    // Enough for several times around the ring; every tenth message is in parts.
                    String text = number + ":" + "x".repeat(number % 10 == 0 ? 20_000 : 700 + number);
                    publish(writer, text);
                    assertThat(nextBut(python, "are you there?")).isEqualTo(text);
                }
                writer.end();
                assertThat(python.exitCode()).isZero();
            }
        } finally {
            Files.deleteIfExists(path);
        }
    }

    private static String awaitFirst(RingWriter writer, RunningProgram python) {
        while (!python.hasLine()) {
            publish(writer, "are you there?");
            // It cannot make the writer wait, so a ring full of these must not be published at once.
            LockSupport.parkNanos(10_000_000);
        }
        return python.line();
    }

    private static String nextBut(RunningProgram python, String not) {
        String line = python.line();
        while (line.equals(not)) {
            line = python.line();
        }
        return line;
    }

    private static void publish(RingWriter writer, String text) {
        byte[] message = text.getBytes(StandardCharsets.UTF_8);
        assertThat(writer.publish(message, 0, message.length)).isTrue();
    }
}
