package io.ipcbox.ipc.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.PosixAccess;
import io.ipcbox.ipc.memory.Memfd;
import io.ipcbox.ipc.memory.SharedFile;
import io.ipcbox.ipc.pipe.AnonymousPipe;
import io.ipcbox.ipc.pipe.Fifo;
import io.ipcbox.ipc.pipe.PendingFifo;
import io.ipcbox.ipc.pipe.PipeEnd;
import io.ipcbox.ipc.posix.PosixMessageQueue;
import io.ipcbox.ipc.posix.PosixSharedMemory;
import io.ipcbox.support.NoLeftovers;
import io.ipcbox.support.UniqueNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Programs that are started here inherit no descriptor of the library, and so no lock or memory. The test asks the
 * kernel which descriptors it would close, because Java closes all of them in the programs that it starts, and other
 * code may start programs too.
 */
@ExtendWith(NoLeftovers.class)
class CloseOnExecIT {
    private static final int CLOSE_ON_EXEC = 02_000_000;

    private final Path path = UniqueNames.nextIn(Path.of("/dev/shm"));

    private interface Opener {
        List<AutoCloseable> open(Path path);
    }

    enum Kind {
        NEW_FILE(Kind::newFile),
        LOCK_FILE(path -> List.of(
                SharedFile.openOrCreate(path, Permissions.OWNER_ONLY), SharedFile.open(path, PosixAccess.READ_ONLY))),
        FIFO(Kind::fifo),
        SHARED_MEMORY(Kind::sharedMemory),
        MESSAGE_QUEUE(path -> List.of(PosixMessageQueue.open(
                "/" + path.getFileName(), CreationMode.CREATE_EXCLUSIVE, Permissions.OWNER_ONLY))),
        ANONYMOUS_MEMORY(Kind::anonymous);

        @SuppressWarnings("ImmutableEnumChecker") // they keep nothing
        private final Opener opener;

        Kind(Opener opener) {
            this.opener = opener;
        }

        private static List<AutoCloseable> fifo(Path path) {
            Fifo.make(path, Permissions.OWNER_ONLY);
            Fifo reader = Fifo.openForReading(path);
            PendingFifo pending = PendingFifo.at(path).orElseThrow();
            return List.of(pending.awaitReader(), pending, reader);
        }

        // Opened again, because the descriptor of its creator is older than its name.
        private static List<AutoCloseable> newFile(Path path) {
            SharedFile.create(path, 1, Permissions.OWNER_ONLY).close();
            return List.of(SharedFile.open(path));
        }

        // As above.
        private static List<AutoCloseable> sharedMemory(Path path) {
            String name = "/" + path.getFileName();
            PosixSharedMemory.create(name, Permissions.OWNER_ONLY, 1).close();
            return List.of(PosixSharedMemory.open(name));
        }

        private static List<AutoCloseable> anonymous(Path path) {
            Memfd memory = Memfd.create(path.getFileName().toString(), 1);
            long pid = ProcessHandle.current().pid();
            return List.of(memory, Memfd.open(pid, memory.fileDescriptor(), PosixAccess.READ_ONLY));
        }
    }

    @AfterEach
    void remove() {
        SharedFile.unlink(path);
    }

    @ParameterizedTest
    @EnumSource
    void noOtherProgramGetsIt(Kind kind) throws Exception {
        List<AutoCloseable> opened = kind.opener.open(path);
        try {
            List<Path> descriptors = descriptors();

            assertThat(descriptors).hasSameSizeAs(opened).allMatch(CloseOnExecIT::isClosedOnExec);
        } finally {
            for (AutoCloseable each : opened) {
                each.close();
            }
            if (kind == Kind.MESSAGE_QUEUE) {
                PosixMessageQueue.unlink("/" + path.getFileName());
            }
        }
    }

    @Test
    void noOtherProgramGetsThePipesThatItIsNotGiven() {
        AnonymousPipe pipe = AnonymousPipe.create();
        try (PipeEnd reading = pipe.reading();
                PipeEnd writing = pipe.writing()) {
            assertThat(List.of(reading, writing))
                    .allMatch(end -> isClosedOnExec(end.file().toPath()));
        }
    }

    /** All descriptors of this process that refer to the name. */
    private List<Path> descriptors() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.filter(this::meansTheName).toList();
        }
    }

    private boolean meansTheName(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor)
                    .toString()
                    .contains(path.getFileName().toString());
        } catch (IOException e) {
            // The descriptor that lists the directory is closed by now.
            return false;
        }
    }

    private static boolean isClosedOnExec(Path descriptor) {
        try (Stream<String> facts = Files.lines(Path.of("/proc/self/fdinfo").resolve(descriptor.getFileName()))) {
            String flags = facts.filter(line -> line.startsWith("flags:"))
                    .map(line -> line.substring("flags:".length()).strip())
                    .findFirst()
                    .orElseThrow();
            return (Integer.parseInt(flags, 8) & CLOSE_ON_EXEC) != 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
