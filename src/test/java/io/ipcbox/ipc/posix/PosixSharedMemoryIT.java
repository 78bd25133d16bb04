package io.ipcbox.ipc.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.PosixAccess;
import io.ipcbox.ipc.pipe.Fifo;
import io.ipcbox.support.ChildJvm;
import io.ipcbox.support.NoLeftovers;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NoLeftovers.class)
class PosixSharedMemoryIT {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final Path SHM = Path.of("/dev/shm");

    @Test
    void whatOneHandleWritesTheOtherReads() {
        try (Arena arena = Arena.ofConfined();
                PosixSharedMemory memory = create(100);
                PosixSharedMemory other = PosixSharedMemory.open(memory.name())) {
            memory.unlink();
            MemorySegment mine = memory.map(arena);
            MemorySegment theirs = other.map(arena);
            assertThat(mine.byteSize()).isEqualTo(100);
            assertThat(mine.address()).isNotEqualTo(theirs.address());
            mine.set(LONG, 64, 42);
            assertThat(theirs.get(LONG, 64)).isEqualTo(42);
        }
    }

    @Test
    void newMemoryIsZeroAndItsSpaceIsReserved() throws IOException {
        try (Arena arena = Arena.ofConfined();
                PosixSharedMemory memory = create(1 << 20)) {
            // 512-byte blocks, before any byte is written
            String blocks = RunningProgram.start(List.of("stat", "-c", "%b", path(memory)))
                    .remainingLines()
                    .getFirst();
            memory.unlink();
            assertThat(Long.parseLong(blocks)).isGreaterThanOrEqualTo((1 << 20) / 512);
            assertThat(memory.map(arena).mismatch(arena.allocate(1 << 20))).isEqualTo(-1);
        }
    }

    private static String path(PosixSharedMemory memory) {
        return SHM.resolve(memory.name().substring(1)).toString();
    }

    @Test
    void moreThanThereIsRoomForIsAnErrorAndLeavesNothing() throws IOException {
        String name = UniqueNames.next();
        long tooMuch = Files.getFileStore(SHM).getTotalSpace() + 65_536;
        Refusal.of(Errno.ENOSPC, () -> PosixSharedMemory.create(name, Permissions.OWNER_ONLY, tooMuch))
                .hasMessage("cannot reserve " + tooMuch + " bytes for shared memory \"" + name
                        + "\": ENOSPC (No space left on device); make room in /dev/shm (df /dev/shm), or ask for less");
        Refusal.of(Errno.ENOENT, () -> PosixSharedMemory.open(name));
    }

    @Test
    void growingBeyondTheRoomLeavesItAsItWas() throws IOException {
        long tooMuch = Files.getFileStore(SHM).getTotalSpace() + 65_536;
        try (PosixSharedMemory memory = create(100)) {
            memory.unlink();
            Refusal.of(Errno.ENOSPC, () -> memory.resize(tooMuch));
            assertThat(memory.sizeBytes()).isEqualTo(100);
        }
    }

    @Test
    void resizeKeepsTheBytesAndOldMappingsTheirLength() {
        try (Arena arena = Arena.ofConfined();
                PosixSharedMemory memory = create(8)) {
            memory.unlink();
            MemorySegment old = memory.map(arena);
            old.set(LONG, 0, 42);
            memory.resize(100_000);
            assertThat(memory.sizeBytes()).isEqualTo(100_000);
            MemorySegment grown = memory.map(arena);
            assertThat(grown.get(LONG, 0)).isEqualTo(42);
            assertThat(grown.get(LONG, 99_992)).isZero();
            assertThat(old.byteSize()).isEqualTo(8);
            memory.resize(8);
            assertThat(memory.sizeBytes()).isEqualTo(8);
            memory.resize(0);
            assertThat(memory.sizeBytes()).isZero();
        }
    }

    @Test
    void negativeSizesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> create(-1));
        try (PosixSharedMemory memory = create(1)) {
            memory.unlink();
            assertThatIllegalArgumentException().isThrownBy(() -> memory.resize(-1));
        }
    }

    @Test
    void memoryWithoutBytesCannotBeMapped() {
        try (Arena arena = Arena.ofConfined();
                PosixSharedMemory memory = create(0)) {
            memory.unlink();
            Refusal.of(Errno.EINVAL, () -> memory.map(arena))
                    .hasMessageEndingWith("it has no bytes; give it a size first");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 8, 4096, 65_536, 70_000})
    void partMayBeginAnywhere(long offset) {
        try (Arena arena = Arena.ofConfined();
                PosixSharedMemory memory = create(100_000)) {
            memory.unlink();
            MemorySegment part = memory.map(arena, offset, 16);
            assertThat(part.byteSize()).isEqualTo(16);
            part.set(LONG, 8, offset + 1);
            assertThat(memory.map(arena).get(LONG, offset + 8)).isEqualTo(offset + 1);
        }
    }

    @Test
    void partOutsideIsRefused() {
        try (Arena arena = Arena.ofConfined();
                PosixSharedMemory memory = create(100)) {
            memory.unlink();
            for (long[] part : new long[][] {{0, 101}, {100, 1}, {-1, 1}, {0, -1}, {1, Long.MAX_VALUE}}) {
                assertThatIllegalArgumentException().isThrownBy(() -> memory.map(arena, part[0], part[1]));
            }
        }
    }

    @Test
    void mappingOutlivesTheHandleAndEndsWithItsArena() {
        Arena arena = Arena.ofConfined();
        PosixSharedMemory memory = create(8);
        MemorySegment mapping = memory.map(arena);
        memory.unlink();
        memory.close();
        mapping.set(LONG, 0, 42);
        assertThat(mapping.get(LONG, 0)).isEqualTo(42);
        arena.close();
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> mapping.get(LONG, 0));
    }

    @Test
    void mappingOfAReadOnlyHandleThrowsOnWriting() {
        try (Arena arena = Arena.ofConfined();
                PosixSharedMemory memory = create(8);
                PosixSharedMemory reader = PosixSharedMemory.open(memory.name(), PosixAccess.READ_ONLY)) {
            memory.unlink();
            MemorySegment mapping = reader.map(arena);
            memory.map(arena).set(LONG, 0, 42);
            assertThat(mapping.get(LONG, 0)).isEqualTo(42);
            assertThatIllegalArgumentException().isThrownBy(() -> mapping.set(LONG, 0, 1));
            Refusal.of(Errno.EBADF, () -> reader.resize(16)).hasMessageContaining("opened for reading only");
        }
    }

    @Test
    void memoryIsNotOpenedForWritingAlone() {
        assertThatIllegalArgumentException().isThrownBy(() -> PosixSharedMemory.open("/any", PosixAccess.WRITE_ONLY));
    }

    @Test
    void createExclusiveRefusesAnExistingNameAndDoesNotTouchIt() {
        try (PosixSharedMemory memory = create(100)) {
            Refusal.of(Errno.EEXIST, () -> PosixSharedMemory.create(memory.name(), Permissions.OWNER_ONLY, 200))
                    .hasMessage("cannot create shared memory \"" + memory.name()
                            + "\": EEXIST (File exists); open the existing one, or remove it first");
            assertThat(memory.sizeBytes()).isEqualTo(100);
            memory.unlink();
        }
    }

    @Test
    void openingAndRemovingRefuseAMissingName() {
        String name = UniqueNames.next();
        Refusal.of(Errno.ENOENT, () -> PosixSharedMemory.open(name)).hasMessageEndingWith("; create it first");
        Refusal.of(Errno.ENOENT, () -> PosixSharedMemory.unlink(name));
    }

    @Test
    void racingCreatorsShareMemoryThatAppearsComplete() {
        for (int round = 0; round < 50; round++) {
            String name = UniqueNames.next();
            List<PosixSharedMemory> handles = IntStream.range(0, 8)
                    .parallel()
                    .mapToObj(i -> {
                        PosixSharedMemory memory =
                                PosixSharedMemory.open(name, CreationMode.OPEN_OR_CREATE, Permissions.OWNER_ONLY, 4096);
                        assertThat(memory.sizeBytes()).isEqualTo(4096);
                        return memory;
                    })
                    .toList();
            PosixSharedMemory.unlink(name);
            assertThat(handles)
                    .allMatch(handle ->
                            handle.status().isSameFileAs(handles.getFirst().status()));
            handles.forEach(PosixSharedMemory::close);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0600, 0666, 0777, 0})
    void permissionsAreExactWhateverTheUmask(int mode) {
        try (PosixSharedMemory memory = PosixSharedMemory.create(UniqueNames.next(), new Permissions(mode), 1)) {
            memory.unlink();
            assertThat(memory.status().mode() & 0777).isEqualTo(mode);
        }
    }

    /** In the C locale the JDK cannot encode the name; no other name is used instead. */
    @Test
    void nameThatTheLocaleHidesIsRefusedWithTheRemedy() {
        RunningProgram child =
                ChildJvm.of(InTheCLocale.class).under("env", "LC_ALL=C").start();
        assertThat(child.remainingLines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .startsWith("cannot name ")
                        .endsWith("; Java encodes file names in ANSI_X3.4-1968 here; start it with LC_ALL=C.UTF-8"));
    }

    static final class InTheCLocale {
        public static void main(String[] arguments) {
            refused(() -> PosixSharedMemory.create("/\u00E9", Permissions.OWNER_ONLY, 1)
                    .close());
            refused(() ->
                    PosixSemaphore.create("/\u00E9", Permissions.OWNER_ONLY, 1).close());
        }

        private static void refused(Runnable creation) {
            try {
                creation.run();
            } catch (IpcException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "lab", "/", "/.", "/..", "/a/b", "/a\0b", "/a\uD800"})
    void nameThatNoneCanHaveIsExplained(String name) {
        Refusal.of(Errno.EINVAL, () -> PosixSharedMemory.open(name)).hasMessageContaining("; ");
        Refusal.of(Errno.EINVAL, () -> PosixSharedMemory.create(name, Permissions.OWNER_ONLY, 1));
        Refusal.of(Errno.EINVAL, () -> PosixSharedMemory.unlink(name));
    }

    @Test
    void longestNameWorksAndALongerOneIsExplained() {
        String longest = UniqueNames.next();
        longest += "x".repeat(256 - longest.length());
        PosixSharedMemory.create(longest, Permissions.OWNER_ONLY, 1).close();
        PosixSharedMemory.unlink(longest);
        String longer = longest + "x";
        Refusal.of(Errno.ENAMETOOLONG, () -> PosixSharedMemory.open(longer));
    }

    @ParameterizedTest
    @EnumSource(
            value = PosixAccess.class,
            names = {"READ_ONLY", "READ_WRITE"})
    void nameThatIsNoMemoryIsRefusedAndDoesNotHangTheJvm(PosixAccess access) throws IOException {
        String name = UniqueNames.next();
        Path path = SHM.resolve(name.substring(1));
        Fifo.make(path, Permissions.OWNER_ONLY);
        Refusal.of(Errno.EINVAL, () -> PosixSharedMemory.open(name, access))
                .hasMessageContaining("is not a regular file");
        Files.delete(path);
        Files.createSymbolicLink(path, Path.of("/etc/passwd"));
        Refusal.of(Errno.ELOOP, () -> PosixSharedMemory.open(name, access));
        Files.delete(path);
    }

    @Test
    void noticesThatItsNameIsGoneOrReused() {
        try (PosixSharedMemory memory = create(1)) {
            assertThat(memory.hasItsName()).isTrue();
            PosixSharedMemory.unlink(memory.name());
            assertThat(memory.hasItsName()).isFalse();
            try (PosixSharedMemory namesake = PosixSharedMemory.create(memory.name(), Permissions.OWNER_ONLY, 1)) {
                assertThat(memory.hasItsName()).isFalse();
                assertThat(namesake.hasItsName()).isTrue();
                namesake.unlink();
            }
        }
    }

    @Test
    void everyUseOfAClosedHandleIsEbadfAndASecondCloseHarmless() {
        PosixSharedMemory memory = create(1);
        memory.close();
        memory.close();
        memory.unlink();
        List<Consumer<PosixSharedMemory>> uses = List.of(
                PosixSharedMemory::sizeBytes,
                PosixSharedMemory::fileDescriptor,
                PosixSharedMemory::status,
                PosixSharedMemory::hasItsName,
                closed -> closed.resize(2),
                closed -> closed.map(Arena.ofAuto()),
                closed -> closed.map(Arena.ofAuto(), 0, 1));
        for (Consumer<PosixSharedMemory> use : uses) {
            Refusal.of(Errno.EBADF, () -> use.accept(memory)).hasMessageContaining("this handle is closed");
        }
    }

    @Test
    void memoryOfAnotherUserIsRefused(@TempDir Path directory) {
        assumeTrue(ChildJvm.weAreRoot(), "needs root, to be two users");
        try (PosixSharedMemory memory = PosixSharedMemory.create(UniqueNames.next(), new Permissions(0644), 1);
                RunningProgram child =
                        ChildJvm.of(Opening.class).unprivileged(directory).start(memory.name())) {
            assertThat(child.line()).isEqualTo("READ_ONLY 1");
            assertThat(child.line()).contains("EACCES (Permission denied)");
            child.succeeds();
            memory.unlink();
        }
    }

    private static PosixSharedMemory create(long sizeBytes) {
        return PosixSharedMemory.create(UniqueNames.next(), Permissions.OWNER_ONLY, sizeBytes);
    }

    static final class Opening {
        public static void main(String[] arguments) {
            for (PosixAccess access : List.of(PosixAccess.READ_ONLY, PosixAccess.READ_WRITE)) {
                try (PosixSharedMemory memory = PosixSharedMemory.open(arguments[0], access)) {
                    System.out.println(access + " " + memory.sizeBytes());
                } catch (IpcException e) {
                    System.out.println(e.getMessage());
                }
            }
        }
    }
}
