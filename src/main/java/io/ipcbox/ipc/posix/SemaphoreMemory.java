package io.ipcbox.ipc.posix;

import io.ipcbox.ipc.CallTrace;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.file.Lifetime;
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
 * Where a handle has its semaphore mapped. Belongs to one handle. Any thread may call.
 *
 * <p>What needs no C ({@link SemaphoreWord}) takes no part in the count of who is inside ({@link Lifetime}): its two
 * atomic additions would take longer than the one that does the work. Instead, letting go maps a page in the semaphore's
 * place that {@link SemaphoreWord} does nothing with. The kernel does that in one step, so a call that is under way has
 * changed the semaphore or nothing at all. The address stays taken until the garbage collector knows that nobody has it
 * any more, so it never means anything else and is never unmapped under a call.
 */
final class SemaphoreMemory {
    // The kernel lets a process have 65,530 mappings (vm.max_map_count), and the JVM needs some of them.
    private static final int MANY_CLOSED = 8192;
    private static final AtomicInteger CLOSED = new AtomicInteger();

    private final MemorySegment semaphore;
    private final AtomicBoolean replaced = new AtomicBoolean();

    /** Takes over a mapping. */
    SemaphoreMemory(MemorySegment mapping) {
        AtomicBoolean replaced = this.replaced; // not this, which would never be unreachable then
        semaphore = LibcSpace.ownedBy(Arena.ofAuto(), mapping, () -> {
            if (replaced.get()) {
                CLOSED.decrementAndGet();
            }
        });
    }

    /** Whether this C library's semaphores are such that calls can do without it. */
    static boolean canDoWithoutC() {
        return Trial.PASSED;
    }

    /** The semaphore, for C, until {@link #letGo}. */
    MemorySegment semaphore() {
        return semaphore;
    }

    /** For {@link SemaphoreWord}. Valid as long as this object is reachable. */
    long address() {
        return semaphore.address();
    }

    /** The address of a word of which {@link SemaphoreWord} leaves everything to C. Always valid. */
    static long nowhere() {
        return ClosedPage.NOTHING.address();
    }

    /** Lets go of the semaphore, when no C call uses it any more. Once only. */
    void letGo() {
        ClosedPage.replace(semaphore);
        replaced.set(true);
        if (CLOSED.incrementAndGet() % MANY_CLOSED == 0) {
            // Somebody opens and closes thousands without leaving much else to collect.
            System.gc();
        }
    }

    private static final class Trial {
        // Who wants to see every C call wants to see those that Java could do without.
        static final boolean PASSED =
                CallTrace.listener().isEmpty() && SemaphoreTrial.confirms(SemaphoreWord.UNIT, SemaphoreWord.WAITER);
    }

    /** A page of memory with {@link SemaphoreWord#NONE} at its beginning, of which there is one. */
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

        /** If the kernel refuses, the semaphore stays mapped until the garbage collector comes: a waste, no danger. */
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
