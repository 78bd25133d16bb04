package io.ipcbox.ring;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ipcbox.ipc.Deadline;
import io.ipcbox.ipc.PosixAccess;
import io.ipcbox.ipc.memory.Memfd;
import io.ipcbox.ring.RingReader.Outcome;
import io.ipcbox.support.ChildJvm;
import io.ipcbox.support.RunningProgram;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A ring in memory without a name. */
class RingAnonymousIT {
    private static final RingSettings SETTINGS = new RingSettings(1 << 16, 4);
    private static final long PID = ProcessHandle.current().pid();

    private static RingFile open(RingFile other) {
        return AnonymousRing.open(PID, other.fileDescriptor(), PosixAccess.READ_WRITE);
    }

    @Test
    void anotherHandleReadsWhatOneWrites() {
        try (RingFile written = AnonymousRing.create("lab", SETTINGS);
                RingWriter writer = written.writer(Duration.ofSeconds(1), WaitStrategy.BALANCED);
                RingFile read = open(written);
                RingReader reader = read.reader(false, 100, WaitStrategy.BALANCED)) {
            TestRing.publish(writer, "hello".getBytes(US_ASCII));
            assertThat(TestRing.take(reader)).isEqualTo("hello".getBytes(US_ASCII));
            assertThat(writer.readers()).hasSize(1);
            assertThat(read.hasItsName()).isTrue();

            try (RingFile second = open(written)) {
                assertThatThrownBy(() -> second.writer(Duration.ofSeconds(1), WaitStrategy.BALANCED))
                        .hasMessageContaining("EBUSY");
            }
            writer.end();
            assertThat(reader.read(Deadline.NEVER)).isEqualTo(Outcome.ENDED);
        }
    }

    @Test
    void anotherProcessReadsIt() throws Exception {
        try (RingFile written = AnonymousRing.create("lab", SETTINGS);
                RingWriter writer = written.writer(Duration.ofSeconds(10), WaitStrategy.BALANCED);
                RunningProgram child = ChildJvm.of(Follower.class).start("" + PID, "" + written.fileDescriptor())) {
            while (writer.readers().isEmpty()) {
                Thread.onSpinWait();
            }
            TestRing.publish(writer, "across".getBytes(US_ASCII));
            assertThat(child.line()).isEqualTo("across");
        }
    }

    /** Prints the first message. */
    static final class Follower {
        public static void main(String[] arguments) {
            try (RingFile file = AnonymousRing.open(
                            Long.parseLong(arguments[0]), Integer.parseInt(arguments[1]), PosixAccess.READ_WRITE);
                    RingReader reader = file.reader(false, 100, WaitStrategy.FRUGAL)) {
                while (reader.read(Deadline.NEVER) != Outcome.MESSAGE) {}
                System.out.println(new String(reader.buffer(), reader.offset(), reader.length(), US_ASCII));
            }
        }
    }

    @Test
    void cannotBeTruncated() throws IOException {
        try (RingFile ring = AnonymousRing.create("lab", SETTINGS);
                FileChannel file =
                        FileChannel.open(Path.of("/proc/self/fd/" + ring.fileDescriptor()), StandardOpenOption.WRITE)) {
            assertThatThrownBy(() -> file.truncate(0)).isInstanceOf(IOException.class);
            assertThat(ring.isOpen()).isTrue();
        }
    }

    @Test
    void memoryThatCouldBeTruncatedIsRefused() {
        try (Memfd unsealed = Memfd.create("lab", 1 << 20)) {
            assertThatThrownBy(() -> AnonymousRing.open(PID, unsealed.fileDescriptor(), PosixAccess.READ_WRITE))
                    .hasMessageContaining("EPERM")
                    .hasMessageContaining("not sealed");
        }
    }

    @Test
    void hasNoName() {
        try (RingFile ring = AnonymousRing.create("lab", SETTINGS)) {
            assertThatThrownBy(ring::unlink).isInstanceOf(IllegalStateException.class);
        }
    }
}
