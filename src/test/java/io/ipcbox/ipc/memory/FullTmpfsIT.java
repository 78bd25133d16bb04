package io.ipcbox.ipc.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.posix.PosixSemaphore;
import io.ipcbox.ipc.posix.PosixSharedMemory;
import io.ipcbox.support.RunningProgram;
import io.ipcbox.support.SmallTmpfs;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** A full {@code /dev/shm}: an error on creation, never on use. */
class FullTmpfsIT {
    private static final int PAGE = 4096;
    private static final int PAGES = 32;
    private static final VarHandle WORD = ValueLayout.JAVA_INT.varHandle();

    // For programs in which the first access to each page matters: compiled code may read ahead.
    private static final String INTERPRETED = "-Xint";
    private static final String[] QUIET_DEATH = {INTERPRETED, "-XX:ErrorFile=/dev/null", "-XX:-CreateCoredumpOnCrash"};

    @Test
    void nothingIsMadeThereAndNothingIsLeft() {
        try (RunningProgram child = SmallTmpfs.child(Making.class).start()) {
            assertThat(child.remainingLines())
                    .containsExactly(
                            "create memory: ENOSPC",
                            "open or create memory: ENOSPC",
                            "grow memory: ENOSPC",
                            "create file: ENOSPC",
                            "create semaphore: ENOSPC",
                            "left: [before]");
        }
    }

    static final class Making {
        public static void main(String[] arguments) throws IOException {
            Map<String, Callable<AutoCloseable>> making = new LinkedHashMap<>();
            making.put("create memory", () -> PosixSharedMemory.create("/made", Permissions.OWNER_ONLY, PAGE));
            making.put(
                    "open or create memory",
                    () -> PosixSharedMemory.open("/made", CreationMode.OPEN_OR_CREATE, Permissions.OWNER_ONLY, PAGE));
            making.put("grow memory", () -> {
                PosixSharedMemory memory = PosixSharedMemory.open("/before");
                memory.resize(2 * PAGE);
                return memory;
            });
            making.put("create file", () -> SharedFile.create(Path.of("/dev/shm/made"), PAGE, Permissions.OWNER_ONLY));
            making.put("create semaphore", () -> PosixSemaphore.create("/made", Permissions.OWNER_ONLY, 1));
            PosixSharedMemory.create("/before", Permissions.OWNER_ONLY, PAGE).close();
            SmallTmpfs.fill();
            making.forEach((what, how) -> System.out.println(what + ": " + outcome(how)));
            System.out.println("left: " + SmallTmpfs.names());
        }

        private static String outcome(Callable<AutoCloseable> making) {
            try (AutoCloseable made = making.call()) {
                return "made " + made;
            } catch (IpcException e) {
                return e.errno().toString();
            } catch (Exception e) {
                return e.toString();
            }
        }
    }

    @Test
    void whatWasMadeBeforeHasItsSpaceForAFirstCompareAndSet() {
        try (RunningProgram child =
                SmallTmpfs.child(Touching.class).with(QUIET_DEATH).start("reserved", "compare-and-set")) {
            assertThat(child.remainingLines()).containsExactly(PAGES + " pages");
        }
    }

    /** Why space is reserved: otherwise a plain access is an error, and the first compare-and-set crashes the JVM. */
    @Test
    void memoryWithoutSpaceIsAnErrorToStoresAndDeathToACompareAndSet() {
        try (RunningProgram stores =
                        SmallTmpfs.child(Touching.class).with(QUIET_DEATH).start("sparse", "store");
                RunningProgram exchanges =
                        SmallTmpfs.child(Touching.class).with(QUIET_DEATH).start("sparse", "compare-and-set")) {
            assertThat(stores.remainingLines()).containsExactly("InternalError");
            awaitLineWith("SIGBUS", exchanges);
            assertThat(exchanges.exitCode()).isNotZero();
        }
    }

    private static void awaitLineWith(String word, RunningProgram program) {
        while (!program.line().contains(word)) {
            // other output of a crashing JVM
        }
    }

    static final class Touching {
        public static void main(String[] arguments) throws IOException {
            if (arguments[0].equals("reserved")) {
                PosixSharedMemory.create("/memory", Permissions.OWNER_ONLY, PAGES * PAGE)
                        .close();
            } else {
                sparse(Path.of("/dev/shm/memory"));
            }
            SmallTmpfs.fill();
            try (Arena arena = Arena.ofConfined();
                    PosixSharedMemory memory = PosixSharedMemory.open("/memory")) {
                System.out.println(touch(memory.map(arena), arguments[1]) + " pages");
            } catch (InternalError e) {
                System.out.println("InternalError");
            }
        }

        private static void sparse(Path file) throws IOException {
            try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
                opened.setLength(PAGES * PAGE);
            }
        }

        private static int touch(MemorySegment memory, String how) {
            int pages = 0;
            for (long at = 0; at < memory.byteSize(); at += PAGE) {
                if (how.equals("store")) {
                    memory.set(ValueLayout.JAVA_INT, at, 1);
                    pages++;
                } else if (WORD.compareAndSet(memory, at, 0, 1)) {
                    pages++;
                }
            }
            return pages;
        }
    }
}
