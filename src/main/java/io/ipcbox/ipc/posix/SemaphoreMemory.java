package io.ipcbox.ipc.posix;

import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.file.Lifetime;
import io.ipcbox.ipc.hook.CallTrace;
import io.ipcbox.ipc.libc.LastErrno;
import io.ipcbox.ipc.libc.LibcFile;
import io.ipcbox.ipc.libc.LibcSharedMemory;
import io.ipcbox.ipc.libc.LibcSpace;
import io.ipcbox.ipc.libc.SemLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The mapping of one handle's semaphore. Any thread may call.
 *
 * <p>Operations without C ({@link SemaphoreWord}) are not counted by the handle's {@link Lifetime}, whose two atomic
 * additions would take longer than the operation itself. Instead, {@link #letGo} replaces the semaphore by a page on
 * which {@link SemaphoreWord} has no effect. The kernel does that in one step, so a concurrent operation changes either
 * the semaphore or nothing. The address stays reserved until the garbage collector finds this object unreachable, so it
 * is never reused for something else or unmapped during a call.
 */
final class SemaphoreMemory {
    // A process can have 65,530 mappings (vm.max_map_count), and the JVM needs some of them.
    private static final int MANY_CLOSED = 8192;
    private static final AtomicInteger CLOSED = new AtomicInteger();

    private final MemorySegment semaphore;
    private final AtomicBoolean replaced = new AtomicBoolean();

    SemaphoreMemory(MemorySegment mapping) {
        AtomicBoolean replaced = this.replaced; // capturing this would keep it reachable forever
        semaphore = LibcSpace.ownedBy(Arena.ofAuto(), mapping, () -> {
            if (replaced.get()) {
                CLOSED.decrementAndGet();
            }
        });
    }

    /** True if this C library's semaphores have the layout that operations without C rely on. */
    static boolean canDoWithoutC() {
        return Trial.PASSED;
    }

    /** For C calls, until {@link #letGo}. */
    MemorySegment semaphore() {
        return semaphore;
    }

    /** For {@link SemaphoreWord}. Valid as long as this object is reachable. */
    long address() {
        return semaphore.address();
    }

    /** The address of a word that makes {@link SemaphoreWord} leave everything to C. Always valid. */
    static long nowhere() {
        return ClosedPage.NOTHING.address();
    }

    /** Releases the semaphore. Called once, when no C call uses it any more. */
    void letGo() {
        ClosedPage.replace(semaphore);
        replaced.set(true);
        if (CLOSED.incrementAndGet() % MANY_CLOSED == 0) {
            // The program opens and closes thousands of semaphores and creates too little other garbage.
            System.gc();
        }
    }

    private static final class Trial {
        // A trace of C calls has to show them all, so with one, every operation goes through C.
        static final boolean PASSED =
                CallTrace.listener().isEmpty() && SemaphoreTrial.confirms(SemaphoreWord.UNIT, SemaphoreWord.WAITER);
    }

    /** The one page that replaces closed semaphores; begins with {@link SemaphoreWord#NONE}. */
    private static final class ClosedPage {
        static final MemorySegment NOTHING = Arena.global().allocateFrom(ValueLayout.JAVA_LONG, SemaphoreWord.NONE);
        private static final int FILE = create();

        private static int create() {
            try (Arena arena = Arena.ofConfined()) {
                int file = LibcSharedMemory.memfd_create(
                        arena.allocateFrom("ipcbox closed semaphore"), LibcSharedMemory.MFD_CLOEXEC);
                if (file < 0 || LibcFile.write(file, NOTHING, NOTHING.byteSize()) != NOTHING.byteSize()) {
                    throw new IpcException("create", "memory for closed semaphores", LastErrno.get());
                }
                return file;
            }
        }

        /** If the kernel refuses, the semaphore stays mapped until garbage collection, which is harmless. */
        static void replace(MemorySegment semaphore) {
            LibcSpace.mmap(
                    semaphore,
                    SemLayout.BYTES,
                    LibcSpace.PROT_READ | LibcSpace.PROT_WRITE,
                    LibcSpace.MAP_SHARED | LibcSpace.MAP_FIXED,
                    FILE,
                    0);
        }
    }
}
