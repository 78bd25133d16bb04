package io.ipcbox.ring;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ipcbox.ipc.Deadline;
import io.ipcbox.ring.RingReader.Outcome;
import io.ipcbox.support.UniqueNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A passive reader with a mapping that cannot be written through. */
class RingReadOnlyIT {
    private static final RingSettings SETTINGS = new RingSettings(1 << 16, 4);

    private final Path path = UniqueNames.nextIn(Path.of("/dev/shm"));

    @AfterEach
    void remove() throws IOException {
        Files.deleteIfExists(path);
    }

    @Test
    void passiveReaderNeedsNoWriteAccess() throws IOException {
        try (RingFile written = RingFile.openForWriting(path, SETTINGS);
                RingWriter writer = written.writer(Duration.ofSeconds(1), WaitStrategy.BALANCED);
                RingFile read = RingFile.openReadOnly(path);
                RingReader reader = read.passiveReader(false, 1 << 16, WaitStrategy.FRUGAL)) {
            assertThat(mappings()).contains("r--s", "rw-s");
            // It falls asleep before or after this arrives; both must work.
            var first = CompletableFuture.supplyAsync(() -> reader.read(Deadline.NEVER), TestRing.OWN_THREAD);
            TestRing.publish(writer, "first".getBytes(US_ASCII));
            assertThat(first.join()).isEqualTo(Outcome.MESSAGE);

            for (int i = 0; i < 100_000; i++) {
                TestRing.publish(writer, TestRing.numbered(i));
            }
            assertThat(reader.read(Deadline.NEVER)).isEqualTo(Outcome.LAGGED);
            assertThat(reader.lost()).isPositive();
            writer.end();
            Outcome outcome;
            do {
                outcome = reader.read(Deadline.NEVER);
            } while (outcome == Outcome.MESSAGE);
            assertThat(outcome).isEqualTo(Outcome.ENDED);
            assertThat(reader.next()).isEqualTo(100_001);
        }
    }

    @Test
    void servesNoOtherRole() {
        try (RingFile written = RingFile.openForWriting(path, SETTINGS);
                RingFile read = RingFile.openReadOnly(path)) {
            assertThat(written.isOpen()).isTrue();
            assertThatThrownBy(() -> read.reader(false, 1 << 16, WaitStrategy.FRUGAL))
                    .hasMessageContaining("read-only");
            assertThatThrownBy(() -> read.writer(Duration.ofSeconds(1), WaitStrategy.FRUGAL))
                    .hasMessageContaining("read-only");
        }
    }

    /** The permissions of the mapping in this process. */
    private List<String> mappings() throws IOException {
        try (var maps = Files.lines(Path.of("/proc/self/maps"))) {
            return maps.filter(line -> line.endsWith(path.toString()))
                    .map(line -> line.split(" ")[1])
                    .toList();
        }
    }
}
