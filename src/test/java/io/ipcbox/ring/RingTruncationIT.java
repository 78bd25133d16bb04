package io.ipcbox.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ipcbox.ipc.Deadline;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ring.RingReader.Outcome;
import io.ipcbox.support.Refusal;
import io.ipcbox.support.UniqueNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rings whose file is truncated while both sides run at full speed, in interpreted and compiled code. */
class RingTruncationIT {
    private static final RingSettings SETTINGS = new RingSettings(1 << 16, 4);
    private static final int ROUNDS = 60;
    private static final long LEAST_MESSAGES = 2000;

    private final Path path = UniqueNames.nextIn(Path.of("/dev/shm"));

    @AfterEach
    void remove() throws IOException {
        Files.deleteIfExists(path);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1 << 15})
    void bothSidesReportItAndNoReaderSeesGarbage(int bytesLeft) throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            truncateInUse(bytesLeft, Talk.STREAM, file -> file.reader(false, 1 << 16, WaitStrategy.BALANCED));
        }
    }

    /** One message at a time, which the reader finds beside the tail. */
    @Test
    void conversationEndsNoWorse() throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            truncateInUse(0, Talk.CONVERSATION, file -> file.reader(false, 1 << 16, WaitStrategy.LOW_LATENCY));
        }
    }

    @Test
    void passiveReaderSaysItToo() throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            truncateInUse(0, Talk.STREAM, file -> file.passiveReader(false, 1 << 16, WaitStrategy.BALANCED));
        }
    }

    /** The remaining messages of the batch are copied already, but progress is still shown in the file. */
    @Test
    void batchWhoseFileIsTruncatedMeanwhileEndsWithTheSameError() throws IOException {
        try (RingFile written = RingFile.openForWriting(path, SETTINGS);
                RingFile read = RingFile.open(path);
                RingWriter writer = written.writer(Duration.ofHours(1), WaitStrategy.BALANCED);
                RingReader reader = read.reader(false, 1 << 16, WaitStrategy.BALANCED)) {
            for (int number = 0; number < 10; number++) {
                TestRing.publish(writer, TestRing.message(number, 40));
            }

            Refusal.of(Errno.EIO, () -> reader.read(TestRing.AT_ONCE, 10, (buffer, offset, length) -> truncate(0)));
            assertThat(reader.next()).as("only the one that the handler got").isEqualTo(1);
        }
    }

    private void truncate(int bytesLeft) {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
            file.truncate(bytesLeft);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("try") // the order of closing is the point
    private void truncateInUse(int bytesLeft, Talk talk, Function<RingFile, RingReader> taking) throws IOException {
        AtomicLong taken = new AtomicLong();
        try (RingFile written = RingFile.openForWriting(path, SETTINGS);
                RingFile read = RingFile.open(path);
                RingWriter writer = written.writer(Duration.ofHours(1), WaitStrategy.BALANCED);
                RingReader reader = taking.apply(read)) {
            var publishing =
                    CompletableFuture.supplyAsync(() -> publishUntilItFails(writer, talk, taken), TestRing.OWN_THREAD);
            var reading =
                    CompletableFuture.supplyAsync(() -> readUntilItFails(reader, talk, taken), TestRing.OWN_THREAD);
            while (writer.published()
                    < LEAST_MESSAGES + ThreadLocalRandom.current().nextInt(1000)) {
                Thread.onSpinWait();
            }
            truncate(bytesLeft);
            assertThat(publishing.join().errno()).isEqualTo(Errno.EIO);
            if (bytesLeft == 0) {
                assertThatThrownBy(writer::readers).hasMessageContaining("EIO");
            }
            // The reader may sleep in the rest of the file; it notices that the writer has gone.
            written.close();
            assertThat(reading.join()).isIn("EIO", "EBADMSG", "WRITER_GONE");
        } finally {
            Files.deleteIfExists(path);
        }
    }

    private static IpcException publishUntilItFails(RingWriter writer, Talk talk, AtomicLong taken) {
        try {
            for (long number = 0; true; number++) {
                TestRing.publish(writer, TestRing.message(number, talk.length(number)));
                while (talk == Talk.CONVERSATION && taken.get() <= number) {
                    Thread.onSpinWait();
                }
            }
        } catch (IpcException e) {
            return e;
        }
    }

    /** The error's name, or WRITER_GONE if the writer had gone before one occurred. */
    private static String readUntilItFails(RingReader reader, Talk talk, AtomicLong taken) {
        // Must be closed, or the writer would wait for it.
        try (reader) {
            while (true) {
                Outcome outcome = reader.read(Deadline.NEVER);
                if (outcome == Outcome.WRITER_GONE) {
                    return outcome.name();
                }
                if (outcome != Outcome.MESSAGE) {
                    continue;
                }
                long number = reader.next() - 1;
                assertThat(TestRing.found(reader)).isEqualTo(TestRing.message(number, talk.length(number)));
                taken.set(number + 1);
            }
        } catch (IpcException e) {
            return e.errno().name();
        } finally {
            taken.set(Long.MAX_VALUE);
        }
    }

    private enum Talk {
        STREAM(400),
        CONVERSATION(RingLayout.NEWEST_BYTES);

        private final int mostBytes;

        Talk(int mostBytes) {
            this.mostBytes = mostBytes;
        }

        int length(long number) {
            return (int) (number * 37 % mostBytes);
        }
    }
}
