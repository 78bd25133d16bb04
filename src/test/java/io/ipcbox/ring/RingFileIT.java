package io.ipcbox.ring;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ipcbox.ipc.Deadline;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ring.RingReader.Outcome;
import io.ipcbox.support.ChildJvm;
import io.ipcbox.support.NoLeftovers;
import io.ipcbox.support.RunningProgram;
import io.ipcbox.support.SmallTmpfs;
import io.ipcbox.support.UniqueNames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A ring in a file: locks, not process ids, decide who takes part, and its space is reserved. */
@ExtendWith(NoLeftovers.class)
class RingFileIT {
    private static final RingSettings SETTINGS = new RingSettings(1 << 16, 2);
    private static final Duration PATIENT = Duration.ofHours(1);
    private static final byte[] MESSAGE = "1 2 3".getBytes(US_ASCII);

    private final Path path = UniqueNames.nextIn(Path.of("/dev/shm"));

    @AfterEach
    void remove() throws IOException {
        Files.deleteIfExists(path);
    }

    /** Its process id may belong to another, living process the next moment. */
    @Test
    void ringOfADeadWriterIsTakenOverThoughAStrangerHasItsProcessId() throws IOException {
        try (RunningProgram writer = ChildJvm.of(Writing.class).start(path.toString());
                RunningProgram stranger = RunningProgram.start(List.of("sleep", "600"))) {
            assertThat(writer.line()).isEqualTo("published");
            assertThatThrownBy(() -> RingFile.openForWriting(path, SETTINGS))
                    .hasMessageContaining("EBUSY")
                    .hasMessageContaining("another writer has it (pid " + writer.pid() + ")");
            writer.signal("KILL");
            writer.exitCode();
            storeLong(RingLayout.WRITER_PID_AT, stranger.pid());

            try (RingFile ring = RingFile.openForWriting(path, SETTINGS);
                    RingWriter next = ring.writer(PATIENT, WaitStrategy.BALANCED)) {
                assertThat(next.publish(MESSAGE, 0, MESSAGE.length)).isTrue();
                assertThat(next.published()).isEqualTo(2);
            }
            assertThat(stranger.isAlive()).isTrue();
        }
    }

    /** A reader that checks whether its writer is alive must not trust the process id either. */
    @Test
    void deathOfTheWriterIsSeenThoughAStrangerHasItsProcessId() throws IOException {
        try (RunningProgram writer = ChildJvm.of(Writing.class).start(path.toString())) {
            assertThat(writer.line()).isEqualTo("published");
            try (RingFile ring = RingFile.open(path);
                    RingReader reader = ring.reader(true, 1024, WaitStrategy.BALANCED)) {
                assertThat(reader.read(Deadline.NEVER)).isEqualTo(Outcome.MESSAGE);
                storeLong(RingLayout.WRITER_PID_AT, ProcessHandle.current().pid());
                writer.signal("KILL");

                assertThat(reader.read(Deadline.NEVER)).isEqualTo(Outcome.WRITER_GONE);
            }
        }
    }

    @Test
    void placeOfADeadReaderIsFreeThoughAStrangerHasItsProcessId() throws IOException {
        try (RingFile ring = RingFile.openForWriting(path, SETTINGS);
                RingWriter writer = ring.writer(PATIENT, WaitStrategy.BALANCED);
                RunningProgram reader = ChildJvm.of(Reading.class).start(path.toString())) {
            assertThat(reader.line()).isEqualTo("joined");
            assertThat(writer.readers()).singleElement().matches(status -> status.pid() == reader.pid());
            storeLong(
                    RingLayout.PLACES_START + RingLayout.READER_PID,
                    ProcessHandle.current().pid());
            reader.signal("KILL");
            reader.exitCode();

            // With this stall timeout it would wait an hour for a living reader.
            for (int i = 0; i < 3 * SETTINGS.capacityBytes() / MESSAGE.length; i++) {
                writer.publish(MESSAGE, 0, MESSAGE.length);
            }

            assertThat(writer.readers()).isEmpty();
        }
    }

    private void storeLong(long at, long value) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
            file.write(bytes.putLong(value).flip(), at);
        }
    }

    static final class Writing {
        public static void main(String[] arguments) throws InterruptedException {
            try (RingFile ring = RingFile.openForWriting(Path.of(arguments[0]), SETTINGS);
                    RingWriter writer = ring.writer(PATIENT, WaitStrategy.BALANCED)) {
                System.out.println(writer.publish(MESSAGE, 0, MESSAGE.length) ? "published" : "not published");
                Thread.currentThread().join();
            }
        }
    }

    static final class Reading {
        public static void main(String[] arguments) throws InterruptedException {
            try (RingFile ring = RingFile.open(Path.of(arguments[0]));
                    RingReader reader = ring.reader(false, 1024, WaitStrategy.BALANCED)) {
                System.out.println(reader.read(Deadline.after(Duration.ZERO)) == Outcome.NOTHING ? "joined" : "read");
                Thread.currentThread().join();
            }
        }
    }

    @Test
    void ringHasItsSpaceThoughItsFileSystemIsFullAndNoOtherIsMadeThere() {
        try (RunningProgram child = SmallTmpfs.child(FillingUp.class).start()) {
            assertThat(child.remainingLines())
                    .containsExactly("another: ENOSPC", "replacement: ENOSPC", "left: [ring]", "all arrived");
        }
    }

    static final class FillingUp {
        private static final Path RING = Path.of("/dev/shm/ring");

        public static void main(String[] arguments) throws IOException {
            RingFile.openForWriting(RING, SETTINGS).close();
            SmallTmpfs.fill();
            System.out.println("another: " + refusal(RING.resolveSibling("another"), SETTINGS));
            System.out.println("replacement: " + refusal(RING, new RingSettings(1 << 17, 2)));
            System.out.println("left: " + SmallTmpfs.names());
            try (RingFile written = RingFile.openForWriting(RING, SETTINGS);
                    RingWriter writer = written.writer(PATIENT, WaitStrategy.BALANCED);
                    RingFile read = RingFile.open(RING);
                    RingReader reader = read.reader(false, 1024, WaitStrategy.BALANCED)) {
                System.out.println(allArrive(writer, reader) ? "all arrived" : "lost");
            }
        }

        private static String refusal(Path path, RingSettings settings) {
            try (RingFile ring = RingFile.openForWriting(path, settings)) {
                return "made " + ring.settings();
            } catch (IpcException e) {
                return e.errno().toString();
            }
        }

        /** Three times around the ring, so that every page is used. */
        private static boolean allArrive(RingWriter writer, RingReader reader) {
            for (long i = 0; i < 3 * SETTINGS.capacityBytes() / MESSAGE.length; i++) {
                if (!writer.publish(MESSAGE, 0, MESSAGE.length) || reader.read(Deadline.NEVER) != Outcome.MESSAGE) {
                    return false;
                }
            }
            return true;
        }
    }
}
