package io.ipcbox.ring;

import static io.ipcbox.ring.RingThreadsTest.join;
import static io.ipcbox.ring.RingThreadsTest.startAndAwaitWaiting;
import static io.ipcbox.ring.TestRing.AT_ONCE;
import static io.ipcbox.ring.TestRing.numbered;
import static io.ipcbox.ring.TestRing.publish;
import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.PosixAccess;
import io.ipcbox.ring.RingReader.Outcome;
import io.ipcbox.support.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Memory stays mapped while a message handler runs, whatever is closed meanwhile by any thread. */
class RingHandlerIT {
    private static final int MESSAGES = 10;

    private final String label = "ring-" + UUID.randomUUID();
    private final RingFile written = AnonymousRing.create(label, new RingSettings(1 << 16, 4));
    private final RingWriter writer = written.writer(Duration.ofHours(1), WaitStrategy.BALANCED);
    private final RingFile read =
            AnonymousRing.open(ProcessHandle.current().pid(), written.fileDescriptor(), PosixAccess.READ_WRITE);
    private final RingReader reader = read.reader(false, 1 << 16, WaitStrategy.BALANCED);
    private final List<Integer> seen = new ArrayList<>();

    @BeforeEach
    void publishSome() {
        for (int number = 0; number < MESSAGES; number++) {
            publish(writer, numbered(number));
        }
    }

    @AfterEach
    void close() {
        read.close();
        written.close();
    }

    private void handle(Runnable action) {
        assertThat(reader.read(AT_ONCE, MESSAGES, (buffer, offset, length) -> {
                    seen.add(length);
                    action.run();
                }))
                .isEqualTo(Outcome.MESSAGE);
    }

    private long mappings() {
        try (var maps = Files.lines(Path.of("/proc/self/maps"))) {
            return maps.filter(line -> line.contains(label)).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void handlerThatClosesTheRingEndsTheReadingAfterThisMessage() {
        handle(() -> {
            read.close();
            assertThat(mappings()).as("of writer and reader").isEqualTo(2);
        });

        assertThat(seen).hasSize(1);
        assertThat(mappings()).isEqualTo(1);
        assertThat(writer.readers()).isEmpty();
        Refusal.of(Errno.EBADF, () -> reader.read(AT_ONCE));
        Refusal.of(Errno.EBADF, read::isOpen);
    }

    @Test
    void handlerMayCloseTheWriterOfTheRing() {
        handle(written::close);

        assertThat(seen).hasSize(MESSAGES);
        assertThat(reader.read(AT_ONCE)).isEqualTo(Outcome.WRITER_GONE);
    }

    @Test
    void handlerMayAskTheRingThatAnotherThreadIsClosing() {
        List<Thread> closing = new ArrayList<>();

        handle(() -> {
            closing.add(startAndAwaitWaiting(read::close));
            Refusal.of(Errno.EBADF, read::isOpen);
        });

        closing.forEach(RingThreadsTest::join);
        assertThat(seen).hasSize(1);
        assertThat(mappings()).isEqualTo(1);
    }

    @Test
    void ringIsUnmappedWhenTheReadReturnsThoughItsReaderIsBeingClosedAlready() {
        List<Thread> closing = new ArrayList<>();

        handle(() -> {
            closing.add(startAndAwaitWaiting(reader::close));
            closing.add(startAndAwaitWaiting(read::close));
            assertThat(mappings()).isEqualTo(2);
        });

        closing.forEach(thread -> join(thread));
        assertThat(mappings()).isEqualTo(1);
        assertThat(writer.readers()).isEmpty();
    }
}
