package io.ipcbox.ring;

import static io.ipcbox.ring.TestRing.AT_ONCE;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ipcbox.ipc.PosixAccess;
import io.ipcbox.ring.RingReader.Outcome;
import java.time.Duration;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Invalid arguments are refused by name before anything else: no role, place or claim is used up. */
@NullUnmarked // it passes null where none may be
class RingArgumentsIT {
    private static final Duration PATIENT = Duration.ofHours(1);
    private static final MessageHandler IGNORE = (buffer, offset, length) -> {};

    private final RingFile written = AnonymousRing.create("lab", new RingSettings(1 << 16, 1));
    private final RingFile read =
            AnonymousRing.open(ProcessHandle.current().pid(), written.fileDescriptor(), PosixAccess.READ_WRITE);

    @AfterEach
    void close() {
        read.close();
        written.close();
    }

    private static void assertRefused(Class<? extends Exception> kind, String name, Runnable action) {
        assertThatThrownBy(action::run).isExactlyInstanceOf(kind).hasMessageContaining(name);
    }

    private static void assertNull(String name, Runnable action) {
        assertRefused(NullPointerException.class, name, action);
    }

    private static void assertIllegal(String name, Runnable action) {
        assertRefused(IllegalArgumentException.class, name, action);
    }

    @Test
    void roleThatWasRefusedIsStillToBeHad() {
        assertNull("stallTimeout", () -> written.writer(null, WaitStrategy.BALANCED));
        assertNull("waiting", () -> written.writer(PATIENT, null));
        assertIllegal("stallTimeout=PT-1S", () -> written.writer(Duration.ofSeconds(-1), WaitStrategy.BALANCED));
        assertNull("waiting", () -> read.reader(false, 1, null));
        assertNull("waiting", () -> read.readerInParts(false, null));
        assertNull("waiting", () -> read.passiveReader(false, 1, null));
        assertIllegal("largestMessage=-1", () -> read.reader(false, -1, WaitStrategy.BALANCED));
        assertIllegal("largestMessage=-1", () -> read.passiveReader(false, -1, WaitStrategy.BALANCED));

        RingWriter writer = written.writer(Duration.ofSeconds(Long.MAX_VALUE), WaitStrategy.BALANCED);
        RingReader reader = read.reader(false, 1, WaitStrategy.BALANCED);

        assertThat(writer.publish(new byte[1], 0, 1)).isTrue();
        assertThat(reader.read(AT_ONCE)).isEqualTo(Outcome.MESSAGE);
    }

    @Test
    void nothingIsPublishedOrReadByACallThatWasRefused() {
        RingWriter writer = written.writer(PATIENT, WaitStrategy.BALANCED);
        RingReader reader = read.reader(false, 100, WaitStrategy.BALANCED);
        RingClaim claim = requireNonNull(writer.claim(8));
        byte[] message = new byte[8];
        assertNull("message", () -> writer.publish(null, 0, 0));
        assertNull("message", () -> writer.append(null, 0, 0));
        assertNull("timeout", () -> writer.awaitDrained(null));
        assertNull("from", () -> claim.setBytes(0, null, 0, 0));
        for (int[] range :
                new int[][] {{-1, 1}, {0, -1}, {0, 9}, {8, 1}, {1, Integer.MAX_VALUE}, {Integer.MAX_VALUE, 1}}) {
            assertThatThrownBy(() -> writer.publish(message, range[0], range[1]))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> writer.append(message, range[0], range[1]))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> claim.setBytes(range[0], message, 0, range[1]))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
        claim.commit();
        assertNull("deadline", () -> reader.read(null));
        assertNull("deadline", () -> reader.read(null, 1, IGNORE));
        assertNull("handler", () -> reader.read(AT_ONCE, 1, null));
        assertIllegal("most=0", () -> reader.read(AT_ONCE, 0, IGNORE));

        assertThat(writer.published()).isEqualTo(1);
        assertThat(reader.next()).isZero();
        assertThat(reader.read(AT_ONCE)).isEqualTo(Outcome.MESSAGE);
    }

    @Test
    void ringIsNotMadeOfNothing() {
        assertNull("path", () -> RingFile.openForWriting(null, RingSettings.DEFAULT));
        assertNull("settings", () -> RingFile.openForWriting(java.nio.file.Path.of("/dev/shm/lab"), null));
        assertNull("path", () -> RingFile.open(null));
        assertNull("path", () -> RingFile.openReadOnly(null));
        assertNull("label", () -> AnonymousRing.create(null, RingSettings.DEFAULT));
        assertNull("settings", () -> AnonymousRing.create("lab", null));
        assertNull("access", () -> AnonymousRing.open(1, 1, null));
        assertIllegal("first=-1", () -> written.successor(-1));
        assertIllegal("places=0", () -> new RingSettings(1 << 16, 0));
        assertIllegal("spins=-1", () -> new WaitStrategy(-1, 0, 0));
        assertIllegal("yields=-1", () -> new WaitStrategy(0, -1, 0));
        assertIllegal("longestPauseNanos=-1", () -> new WaitStrategy(0, 0, -1));
    }

    @Test
    void waitStrategyMayHaveAsManyLooksAsThereAreNumbers() {
        assertThat(new WaitStrategy(Integer.MAX_VALUE, Integer.MAX_VALUE, 0).pause(1))
                .isTrue();
    }
}
