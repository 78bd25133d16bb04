package io.ipcbox.ipc.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ipcbox.ipc.Permissions;
import io.ipcbox.support.CProgram;
import io.ipcbox.support.NoLeftovers;
import io.ipcbox.support.PythonProgram;
import io.ipcbox.support.RunningProgram;
import io.ipcbox.support.UniqueNames;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Memory shared with programs in C, Python and the shell, each end in each role. */
@ExtendWith(NoLeftovers.class)
class PosixSharedMemoryPeersIT {
    private static final String C_PEER = """
            #include <fcntl.h>
            #include <stdio.h>
            #include <string.h>
            #include <sys/mman.h>
            #include <sys/stat.h>
            #include <unistd.h>
            int main(int n, char **arguments) {
                int create = strcmp(arguments[2], "create") == 0;
                int fd = shm_open(arguments[1], O_RDWR | (create ? O_CREAT | O_EXCL : 0), 0600);
                if (fd < 0) { perror("shm_open"); return 1; }
                if (create && ftruncate(fd, 64) != 0) { perror("ftruncate"); return 1; }
                struct stat status;
                fstat(fd, &status);
                char *memory = mmap(NULL, status.st_size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
                if (memory == MAP_FAILED) { perror("mmap"); return 1; }
                printf("%ld %s\\n", (long) status.st_size, memory);
                strcpy(memory, "written by C");
                return 0;
            }
            """;

    private static final PythonProgram PYTHON = new PythonProgram("""
            from multiprocessing import shared_memory
            memory = shared_memory.SharedMemory(name=sys.argv[1][1:])
            say(memory.size, bytes(memory.buf[:4]).decode())
            memory.buf[:6] = b'python'
            memory.close()
            """);

    private static final PythonProgram PYTHON_CREATOR = new PythonProgram("""
            from multiprocessing import shared_memory
            memory = shared_memory.SharedMemory(name=sys.argv[1][1:], create=True, size=100)
            memory.buf[:6] = b'python'
            say('created')
            sys.stdin.readline()
            say(bytes(memory.buf[:4]).decode())
            memory.close()
            memory.unlink()
            """);

    @TempDir
    Path directory;

    @Test
    void cReadsAndWritesOurs() {
        try (Arena arena = Arena.ofConfined();
                PosixSharedMemory memory = create()) {
            MemorySegment bytes = memory.map(arena);
            bytes.setString(0, "written by Java");
            assertThat(CProgram.compile(directory, C_PEER).run(memory.name(), "open"))
                    .containsExactly("100 written by Java");
            assertThat(bytes.getString(0)).isEqualTo("written by C");
            memory.unlink();
        }
    }

    @Test
    void opensWhatCCreated() {
        String name = UniqueNames.next();
        CProgram.compile(directory, C_PEER).run(name, "create");
        try (Arena arena = Arena.ofConfined();
                PosixSharedMemory memory = PosixSharedMemory.open(name)) {
            memory.unlink();
            assertThat(memory.sizeBytes()).isEqualTo(64);
            assertThat(memory.map(arena).getString(0)).isEqualTo("written by C");
        }
    }

    @Test
    void pythonReadsAndWritesOursAndItsTrackerTakesTheNameAway() {
        try (Arena arena = Arena.ofConfined();
                PosixSharedMemory memory = create()) {
            MemorySegment bytes = memory.map(arena);
            bytes.setString(0, "java");
            try (RunningProgram python = PYTHON.start(memory.name())) {
                assertThat(python.line()).isEqualTo("100 java");
                python.succeeds();
            }
            assertThat(bytes.getString(0)).isEqualTo("python");
            if (python313OrLater()) {
                memory.unlink(); // its tracker ignores memory that others created
                return;
            }
            await().until(() -> !memory.hasItsName());
        }
    }

    /** Whether the tracker removes the name depends on the version of Python; if it does, it is noticed. */
    private static boolean python313OrLater() {
        return new PythonProgram("say(sys.version_info >= (3, 13))").run().equals(List.of("True"));
    }

    @Test
    void opensWhatPythonCreated() {
        String name = UniqueNames.next();
        try (Arena arena = Arena.ofConfined();
                RunningProgram python = PYTHON_CREATOR.start(name)) {
            assertThat(python.line()).isEqualTo("created");
            try (PosixSharedMemory memory = PosixSharedMemory.open(name)) {
                MemorySegment bytes = memory.map(arena);
                assertThat(bytes.byteSize()).isEqualTo(100);
                assertThat(bytes.getString(0)).isEqualTo("python");
                bytes.setString(0, "java");
                python.type("go on");
                assertThat(python.line()).isEqualTo("java");
                python.succeeds();
                assertThat(memory.hasItsName()).isFalse();
            }
        }
    }

    @Test
    void shellSeesTheBytesAsAFile() {
        try (Arena arena = Arena.ofConfined();
                PosixSharedMemory memory = PosixSharedMemory.create(UniqueNames.next(), Permissions.OWNER_ONLY, 6)) {
            memory.map(arena).setString(0, "lines");
            assertThat(RunningProgram.start(List.of("sh", "-c", "tr -d '\\0' < /dev/shm" + memory.name()))
                            .remainingLines())
                    .containsExactly("lines");
            assertThat(RunningProgram.start(List.of("cat", "/dev/shm" + memory.name()))
                            .remainingLines())
                    .containsExactly("lines\0");
            memory.unlink();
        }
    }

    private static PosixSharedMemory create() {
        return PosixSharedMemory.create(UniqueNames.next(), Permissions.OWNER_ONLY, 100);
    }
}
