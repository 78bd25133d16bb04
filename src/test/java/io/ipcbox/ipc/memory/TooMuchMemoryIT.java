package io.ipcbox.ipc.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.posix.PosixSharedMemory;
import io.ipcbox.support.ChildJvm;
import io.ipcbox.support.RunningProgram;
import io.ipcbox.support.UniqueNames;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Requests more memory than there is, in a process whose files are limited to 4 MiB: if the size ever reached the
 * kernel, it would return EFBIG and allocate nothing.
 */
class TooMuchMemoryIT {
    @Test
    void moreMemoryThanThereIsIsRefusedBeforeTheKernelIsAsked() {
        try (RunningProgram child = ChildJvm.of(Greedy.class)
                .under("bash", "-c", "ulimit -f 4096; exec \"$@\"", "limited")
                .start(
                        UniqueNames.next(),
                        UniqueNames.nextIn(Path.of("/dev/shm")).toString())) {
            List<String> lines = child.remainingLines();
            assertThat(lines).hasSize(6);
            assertThat(lines.subList(0, 3))
                    .allMatch(
                            line -> line.matches(
                                    "cannot reserve \\d+ bytes for anonymous memory \"[a-z]+\": ENOMEM .* has \\d+ bytes available, .*"));
            assertThat(lines.subList(3, 5)).allMatch(line -> line.matches("cannot reserve .*: (ENOMEM|ENOSPC) .*"));
            assertThat(lines.getLast()).isEqualTo("sizes 4096 2097152");
        }
    }

    static final class Greedy {
        private static final long EXABYTE = 1L << 60;

        public static void main(String[] arguments) {
            say(() -> Memfd.create("huge", EXABYTE));
            say(() -> Memfd.create("large", 1L << 44));
            try (Memfd small = Memfd.create("small", 4096);
                    Memfd sparse = Memfd.createSparse("sparse", 2 << 20)) {
                say(() -> small.resize(EXABYTE));
                say(() -> PosixSharedMemory.create(arguments[0], Permissions.OWNER_ONLY, EXABYTE));
                say(() -> SharedFile.create(Path.of(arguments[1]), EXABYTE, Permissions.OWNER_ONLY));
                System.out.println("sizes " + small.sizeBytes() + " " + sparse.sizeBytes());
            }
        }

        private static void say(Runnable request) {
            try {
                request.run();
                System.out.println("done");
            } catch (IpcException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
