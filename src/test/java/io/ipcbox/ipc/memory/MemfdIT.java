package io.ipcbox.ipc.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.PosixAccess;
import io.ipcbox.ipc.posix.Queues;
import io.ipcbox.support.NoLeftovers;
import io.ipcbox.support.PythonProgram;
import io.ipcbox.support.Refusal;
import io.ipcbox.support.RunningProgram;
import io.ipcbox.support.UniqueNames;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeftovers.class)
class MemfdIT {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    @Test
    void isMemoryWithALabelAndWithoutAName() throws Exception {
        try (Arena arena = Arena.ofConfined();
                Memfd memory = Memfd.create("lab", 100)) {
            MemorySegment bytes = memory.map(arena);
            assertThat(bytes.byteSize()).isEqualTo(100);
            bytes.set(LONG, 64, 42);
            assertThat(memory.mapReadOnly(arena).get(LONG, 64)).isEqualTo(42);
            assertThat(Files.readSymbolicLink(memory.path())).hasToString("/memfd:lab (deleted)");
        }
    }

    @Test
    void resizes() {
        try (Memfd memory = Memfd.create("lab", 0)) {
            assertThat(memory.sizeBytes()).isZero();
            Refusal.of(Errno.EINVAL, () -> memory.map(Arena.ofAuto())).hasMessageContaining("it has no bytes");
            memory.resize(100_000);
            assertThat(memory.sizeBytes()).isEqualTo(100_000);
            memory.resize(10);
            assertThat(memory.sizeBytes()).isEqualTo(10);
        }
    }

    @Test
    void sparseMemoryMayBeLargerThanTheMachineAndTakesWhatIsWritten() {
        try (Arena arena = Arena.ofConfined();
                Memfd memory = Memfd.createSparse("lab", 1L << 44)) {
            assertThat(memory.sizeBytes()).isEqualTo(1L << 44);
            MemorySegment bytes = memory.map(arena);
            bytes.set(LONG, (1L << 44) - Long.BYTES, 42);
            assertThat(bytes.get(LONG, (1L << 44) - Long.BYTES)).isEqualTo(42);
            assertThat(bytes.get(LONG, 0)).isZero();
        }
    }

    @Test
    void sparseMemoryStaysSparseWhenItGrows() {
        try (Memfd memory = Memfd.createSparse("lab", 100)) {
            memory.resize(1L << 44);
            assertThat(memory.sizeBytes()).isEqualTo(1L << 44);
            memory.resize(10);
            assertThat(memory.sizeBytes()).isEqualTo(10);
            assertThatIllegalArgumentException().isThrownBy(() -> memory.resize(-1));
        }
    }

    @Test
    void sealsAgainstResizingAreKept() {
        try (Memfd memory = Memfd.create("lab", 100)) {
            assertThat(memory.seals()).isEmpty();
            memory.seal(MemfdSeal.SHRINK, MemfdSeal.GROW);
            assertThat(memory.seals()).containsExactlyInAnyOrder(MemfdSeal.SHRINK, MemfdSeal.GROW);
            Refusal.of(Errno.EPERM, () -> memory.resize(99))
                    .hasMessage("cannot resize anonymous memory \"lab\": EPERM (Operation not permitted); it is sealed:"
                            + " [SHRINK, GROW]");
            Refusal.of(Errno.EPERM, () -> memory.resize(101));
            assertThat(memory.sizeBytes()).isEqualTo(100);
        }
    }

    @Test
    void sealAgainstWritingWaitsForTheWritersToGo() {
        try (Memfd memory = Memfd.create("lab", 100)) {
            try (Arena arena = Arena.ofConfined()) {
                memory.map(arena).set(LONG, 0, 42);
                Refusal.of(Errno.EBUSY, () -> memory.seal(MemfdSeal.WRITE))
                        .hasMessageContaining("it is mapped for writing");
            }
            memory.seal(MemfdSeal.WRITE);
            Refusal.of(Errno.EPERM, () -> memory.map(Arena.ofAuto())).hasMessageContaining("it is sealed: [WRITE]");
        }
    }

    @Test
    void mappingMadeBeforeTheSealAgainstFutureWritingStillWrites() {
        try (Arena arena = Arena.ofConfined();
                Memfd memory = Memfd.create("lab", 100)) {
            MemorySegment before = memory.map(arena);
            memory.seal(MemfdSeal.FUTURE_WRITE);
            before.set(LONG, 0, 42);
            assertThat(memory.mapReadOnly(arena).get(LONG, 0)).isEqualTo(42);
            Refusal.of(Errno.EPERM, () -> memory.map(arena));
        }
    }

    @Test
    void lastSealForbidsMoreSeals() {
        try (Memfd memory = Memfd.create("lab", 100)) {
            memory.seal();
            memory.seal(MemfdSeal.SEAL);
            Refusal.of(Errno.EPERM, () -> memory.seal(MemfdSeal.GROW))
                    .hasMessageContaining("sealed against more seals");
        }
    }

    @Test
    void otherHandleReadsWhatTheFirstWrites() {
        long self = ProcessHandle.current().pid();
        try (Arena arena = Arena.ofConfined();
                Memfd memory = Memfd.create("lab", 8);
                Memfd reader = Memfd.open(self, memory.fileDescriptor(), PosixAccess.READ_ONLY)) {
            memory.map(arena).set(LONG, 0, 42);
            MemorySegment bytes = reader.map(arena);
            assertThat(bytes.get(LONG, 0)).isEqualTo(42);
            assertThatIllegalArgumentException().isThrownBy(() -> bytes.set(LONG, 0, 1));
            Refusal.of(Errno.EBADF, () -> reader.resize(1));
            Refusal.of(Errno.EPERM, () -> reader.seal(MemfdSeal.GROW));
        }
    }

    @Test
    void whatIsNoAnonymousMemoryIsRefused() throws Exception {
        long self = ProcessHandle.current().pid();
        Refusal.of(Errno.ENOENT, () -> Memfd.open(self, 999_999, PosixAccess.READ_WRITE));
        try (Queues q = Queues.ofMessages(1)) {
            Refusal.of(Errno.EINVAL, () -> Memfd.open(self, q.queue.fileDescriptor(), PosixAccess.READ_ONLY))
                    .hasMessageEndingWith("it is not anonymous memory");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Memfd.open(self, 0, PosixAccess.WRITE_ONLY));
    }

    @Test
    void sharesItsBytesAndSealsWithPython() {
        PythonProgram peer = new PythonProgram("""
                import fcntl, mmap
                with open(sys.argv[1], 'r+b') as file:
                    memory = mmap.mmap(file.fileno(), 0)
                    say(memory[:4].decode(), fcntl.fcntl(file.fileno(), 1034))
                    memory[:6] = b'python'
                    try:
                        file.truncate(0)
                    except PermissionError as e:
                        say(e.strerror)
                """);
        try (Arena arena = Arena.ofConfined();
                Memfd memory = Memfd.create("lab", 100)) {
            MemorySegment bytes = memory.map(arena);
            bytes.setString(0, "java");
            memory.seal(MemfdSeal.SHRINK);
            try (RunningProgram python = peer.start(memory.path().toString())) {
                assertThat(python.remainingLines()).containsExactly("java 2", "Operation not permitted");
            }
            assertThat(bytes.getString(0)).isEqualTo("python");
        }
    }

    @Test
    void opensWhatPythonMade() {
        PythonProgram peer = new PythonProgram("""
                fd = os.memfd_create('of python')
                os.write(fd, b'python' + bytes(10))
                say(os.getpid(), fd)
                sys.stdin.readline()
                """);
        try (Arena arena = Arena.ofConfined();
                RunningProgram python = peer.start()) {
            String[] place = python.line().split(" ");
            try (Memfd memory =
                    Memfd.open(Long.parseLong(place[0]), Integer.parseInt(place[1]), PosixAccess.READ_WRITE)) {
                assertThat(memory.map(arena).getString(0)).isEqualTo("python");
                assertThat(memory.seals()).containsExactly(MemfdSeal.SEAL);
            }
            python.type("done");
            python.succeeds();
        }
    }

    @Test
    void labelThatIsTooLongIsExplained() {
        Memfd.create("x".repeat(249), 1).close();
        Refusal.of(Errno.EINVAL, () -> Memfd.create("x".repeat(250), 1))
                .hasMessageEndingWith("cannot exceed 249 bytes");
        Refusal.of(Errno.EINVAL, () -> Memfd.create("a\0b", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Memfd.create("lab", -1));
    }

    @Test
    void everyUseOfAClosedHandleIsEbadfAndASecondCloseHarmless() {
        Memfd memory = Memfd.create("lab", 1);
        memory.close();
        memory.close();
        List<Consumer<Memfd>> uses = List.of(
                Memfd::sizeBytes,
                Memfd::seals,
                Memfd::path,
                Memfd::fileDescriptor,
                closed -> closed.seal(MemfdSeal.GROW),
                closed -> closed.resize(2),
                closed -> closed.map(Arena.ofAuto()),
                closed -> closed.mapReadOnly(Arena.ofAuto()));
        for (Consumer<Memfd> use : uses) {
            Refusal.of(Errno.EBADF, () -> use.accept(memory)).hasMessageContaining("this handle is closed");
        }
    }

    @Test
    void isGoneWithItsLastUser() throws IOException {
        String label = UniqueNames.next().substring(1);
        try (Memfd memory = Memfd.create(label, 1)) {
            assertThat(memory).hasToString("anonymous memory \"" + label + "\"");
            assertThat(openHere()).anyMatch(target -> target.contains(label));
        }
        assertThat(openHere()).noneMatch(target -> target.contains(label));
    }

    private static List<String> openHere() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.map(MemfdIT::target).toList();
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "closed meanwhile";
        }
    }
}
