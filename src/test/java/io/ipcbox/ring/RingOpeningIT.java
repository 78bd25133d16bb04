package io.ipcbox.ring;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.ipc.Errno;
import io.ipcbox.support.NoLeftovers;
import io.ipcbox.support.Refusal;
import io.ipcbox.support.UniqueNames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A writer creates a ring where there is none or an unusable one, and leaves every other file unchanged. */
@ExtendWith(NoLeftovers.class)
class RingOpeningIT {
    private static final RingSettings SETTINGS = new RingSettings(1 << 16, 2);

    @SuppressWarnings("UnusedVariable") // JUnit finds it by name
    private static final List<Arguments> OTHER_FILES = List.of(
            Arguments.of("a text", "what I have written\n".getBytes(US_ASCII)),
            Arguments.of("one byte", new byte[1]),
            Arguments.of("the beginning of the magic number", "IPCBOXR".getBytes(US_ASCII)),
            Arguments.of(
                    "memory of another program, of the size of a ring", new byte[(int) RingMemory.bytes(SETTINGS)]),
            Arguments.of("a ring behind something else", (" ".repeat(8) + "IPCBOXRG").getBytes(US_ASCII)));

    private final Path path = UniqueNames.nextIn(Path.of("/dev/shm"));

    @AfterEach
    void remove() throws IOException {
        Files.deleteIfExists(path);
    }

    private void write(byte[] content) throws IOException {
        Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(path, content);
    }

    private static byte[] beginningOfARing(int version) {
        return ByteBuffer.allocate(5000)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(RingLayout.MAGIC)
                .putInt(version)
                .array();
    }

    private void assertMade() {
        try (RingFile ring = RingFile.openForWriting(path, SETTINGS);
                RingWriter writer = ring.writer(Duration.ofSeconds(1), WaitStrategy.BALANCED)) {
            assertThat(writer.publish(new byte[1], 0, 1)).isTrue();
            assertThat(ring.hasItsName()).isTrue();
        }
        RingFile.open(path).close();
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("OTHER_FILES")
    void fileThatIsNoRingIsRefusedAndStaysAsItIs(String name, byte[] content) throws IOException {
        write(content);
        Object inode = Files.getAttribute(path, "unix:ino");

        Refusal.of(Errno.EBADMSG, () -> RingFile.openForWriting(path, SETTINGS))
                .hasMessage("cannot write to ring \"" + path + "\": EBADMSG (Bad message); the file is not a ring"
                        + " and was left unchanged; choose another name");
        Refusal.of(Errno.EBADMSG, () -> RingFile.open(path)).hasMessageEndingWith("choose the name of one");

        assertThat(path).hasBinaryContent(content);
        assertThat(Files.getAttribute(path, "unix:ino")).isEqualTo(inode);
    }

    @Test
    void emptyFileBecomesARing() throws IOException {
        write(new byte[0]);
        Refusal.of(Errno.EBADMSG, () -> RingFile.open(path))
                .hasMessageEndingWith("open it for writing to create a ring");

        assertMade();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, RingLayout.VERSION, 99})
    void damagedRingOfAnyVersionIsReplaced(int version) throws IOException {
        write(beginningOfARing(version));

        assertMade();
    }

    /** A temporary name of an earlier version, and a name that a user may have chosen. */
    @Test
    void fileWithASimilarNameStaysAsItIs() throws IOException {
        Path neighbour = path.resolveSibling(path.getFileName() + ".new");
        Files.writeString(neighbour, "mine");
        try {
            assertMade();
            assertThat(neighbour).hasContent("mine");
        } finally {
            Files.delete(neighbour);
        }
    }

    @Test
    void ofWritersThatComeAtOnceOneHasTheRingAndItHasItsName() {
        for (int round = 0; round < 20; round++) {
            List<CompletableFuture<Integer>> writers = IntStream.range(0, 4)
                    .mapToObj(i -> CompletableFuture.supplyAsync(this::writeOne, TestRing.OWN_THREAD))
                    .toList();
            int published = writers.stream().mapToInt(CompletableFuture::join).sum();

            try (RingFile ring = RingFile.openForWriting(path, SETTINGS);
                    RingWriter writer = ring.writer(Duration.ofSeconds(1), WaitStrategy.BALANCED)) {
                assertThat(writer.published()).isEqualTo(published).isPositive();
                ring.unlink();
            }
        }
    }

    /** Returns the number of published messages; 0 if the writer was refused. */
    private int writeOne() {
        try (RingFile ring = RingFile.openForWriting(path, SETTINGS);
                RingWriter writer = ring.writer(Duration.ofSeconds(1), WaitStrategy.BALANCED)) {
            return writer.publish(new byte[1], 0, 1) ? 1 : 0;
        } catch (io.ipcbox.ipc.IpcException e) {
            assertThat(e.errno()).isEqualTo(Errno.EBUSY);
            return 0;
        }
    }

    @Test
    void errorsNameWhatTheCallerNamed() {
        Path nowhere = path.resolve("x");

        Refusal.of(Errno.ENOENT, () -> RingFile.openForWriting(nowhere, SETTINGS))
                .hasMessageStartingWith("cannot create ring \"" + nowhere + "\": ENOENT");
    }
}
