package io.ipcbox.transport.fifo;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.pipe.Fifo;
import io.ipcbox.message.EncodedLines;
import io.ipcbox.support.ChildJvm;
import io.ipcbox.support.RunningProgram;
import io.ipcbox.transport.ChannelDirectory;
import io.ipcbox.transport.TestSettings;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server finds in its directory: FIFOs of killed clients, which it removes, and anything else. */
class FifoLeftoverIT {
    @TempDir
    private Path parent;

    private ChannelDirectory directory = ChannelDirectory.at(Path.of("/nonexistent"));

    @BeforeEach
    void choose() {
        directory = ChannelDirectory.at(parent.resolve("channel"));
        directory.ensure();
    }

    @Test
    void fifoWithoutAReaderIsRemovedEvenIfItsProcessIdIsInUse() {
        try (RunningProgram stranger = RunningProgram.start(List.of("sleep", "600"))) {
            Path left = make("client-" + stranger.pid() + "-1.fifo");

            serveOnce();

            assertThat(left).doesNotExist();
            assertThat(stranger.isAlive()).isTrue();
        }
    }

    @Test
    void unfinishedFifoIsRemovedIfItsProcessIdIsFreeOrAnotherProcesss() {
        try (RunningProgram stranger = RunningProgram.start(List.of("sleep", "600"))) {
            Path old = make(".client-" + stranger.pid() + "-1.fifo");
            // Not by Java, which would open the FIFO and wait for a reader.
            RunningProgram.start(List.of("touch", "-d", "1 minute ago", old.toString()))
                    .succeeds();
            // Above every process id that Linux assigns.
            Path unused = make(".client-" + (1 << 23) + "-1.fifo");
            Path inTheMaking = make(".client-" + stranger.pid() + "-2.fifo");

            serveOnce();

            assertThat(old).doesNotExist();
            assertThat(unused).doesNotExist();
            assertThat(inTheMaking).exists();
        }
    }

    /** It is not written to, followed or removed, whether the name looks like a client's or a user's own. */
    @ParameterizedTest
    @CsvSource({
        "client-1-1.fifo, file",
        "own, file",
        "client-1-1.fifo, symbolic link to a file",
        "own, symbolic link to a file",
        "client-1-1.fifo, symbolic link to a FIFO",
        "own, symbolic link to a FIFO",
        "client-1-1.fifo, directory",
        "own, directory",
        "client-1-1.fifo, FIFO of another user",
        "own, FIFO of another user",
    })
    void anythingButAFifoOfThisUserIsLeftAlone(String name, String kind) throws IOException {
        Path victim = Files.writeString(parent.resolve("victim"), "precious");
        Path otherFifo = parent.resolve("fifo");
        Fifo.make(otherFifo, Permissions.OWNER_ONLY);
        Path planted = directory.resolve(name);
        plant(kind, planted, victim, otherFifo);
        Path honest = make("own fifo that comes after the planted one");
        try (Fifo theirs = Fifo.openForReading(kind.startsWith("FIFO") ? planted : otherFifo);
                Fifo ours = Fifo.openForReading(honest);
                FifoPublisher publisher = new FifoPublisher(TestSettings.ofServer(Duration.ofSeconds(1)), directory)) {
            give(kind, planted);
            publisher.start(trouble -> {});
            await().until(() -> !publisher.clients().isEmpty());
            publisher.publish(EncodedLines.of("1 2 3\n".getBytes(US_ASCII)));

            assertThat(read(ours, Duration.ofMinutes(1))).isEqualTo("1 2 3\n");
            assertThat(publisher.clients()).hasSize(1);
            assertThat(read(theirs, Duration.ZERO)).isEmpty();
        }
        assertThat(victim).hasContent("precious");
        assertThat(Files.exists(planted, LinkOption.NOFOLLOW_LINKS)).isTrue();
    }

    private static void plant(String kind, Path planted, Path victim, Path fifo) throws IOException {
        switch (kind) {
            case "file" -> Files.createFile(planted);
            case "directory" -> Files.createDirectory(planted);
            case "symbolic link to a file" -> Files.createSymbolicLink(planted, victim);
            case "symbolic link to a FIFO" -> Files.createSymbolicLink(planted, fifo);
            default -> Fifo.make(planted, Permissions.OWNER_ONLY);
        }
    }

    private static void give(String kind, Path planted) throws IOException {
        if (kind.equals("FIFO of another user")) {
            assumeTrue(ChildJvm.weAreRoot(), "only root can give a FIFO away");
            Files.setAttribute(planted, "unix:uid", 65_534);
        }
    }

    private static String read(Fifo fifo, Duration timeout) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(64);
            long count = Math.max(0, fifo.read(buffer, timeout));
            return new String(buffer.asSlice(0, count).toArray(ValueLayout.JAVA_BYTE), US_ASCII);
        }
    }

    private Path make(String name) {
        Path path = directory.resolve(name);
        Fifo.make(path, Permissions.OWNER_ONLY);
        return path;
    }

    private void serveOnce() {
        try (FifoPublisher publisher = new FifoPublisher(TestSettings.ofServer(Duration.ofSeconds(1)), directory)) {
            publisher.start(trouble -> {});
            assertThat(publisher.clients()).isEmpty();
        }
    }
}
