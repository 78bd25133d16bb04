package io.ipcbox.ipc.posix;

import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.libc.LastErrno;
import io.ipcbox.ipc.libc.LibcFile;
import io.ipcbox.ipc.libc.LibcSharedMemory;
import io.ipcbox.ipc.libc.LibcSpace;
import io.ipcbox.ipc.libc.SemLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where a handle has its semaphore mapped, and the calls that need no C. Belongs to one handle. Any thread may call.
 *
 * <p>These calls take no part in the count of who is inside ({@link Lifetime}): its two atomic additions would take longer
 * than the one that does the work. Instead, closing maps a page in the semaphore's place that {@link SemaphoreWord} does
 * nothing with. The kernel replaces the one by the other in one step, and so does a call that is under way: it has
 * changed the semaphore, or nothing at all. The address stays taken until the garbage collector knows that no call can be
 * under way, so it never means anything else and is never unmapped under one.
 */
final class SemaphoreMemory {
    // The kernel lets a process have 65,530 mappings (vm.max_map_count), and the JVM needs some of them.
    private static final int MANY_CLOSED = 8192;
    private static final AtomicInteger CLOSED = new AtomicInteger();

    private final MemorySegment semaphore;
    private final long word;
    private final AtomicBoolean replaced;
    private volatile boolean closed;

    private SemaphoreMemory(MemorySegment semaphore, long word, AtomicBoolean replaced) {
        this.semaphore = semaphore;
        this.word = word;
        this.replaced = replaced;
    }

    /**
     * Takes over a mapping.
     *
     * @param inJava false to leave every call to C
     */
    static SemaphoreMemory of(MemorySegment mapping, boolean inJava) {
        AtomicBoolean replaced = new AtomicBoolean();
        MemorySegment semaphore = LibcSpace.ownedBy(Arena.ofAuto(), mapping, () -> {
            if (replaced.get()) {
                CLOSED.decrementAndGet();
            }
        });
        long word = inJava ? semaphore.address() : ClosedPage.NOTHING.address();
        return new SemaphoreMemory(semaphore, word, replaced);
    }

    /** Whether this C library's semaphores are such that calls can do without it. */
    static boolean canDoWithoutC() {
        return Trial.PASSED;
    }

    /** The semaphore, for C, until {@link #letGo}. */
    MemorySegment semaphore() {
        return semaphore;
    }

    /** False when it takes C to post, or to say why not. */
    boolean tryPost() {
        try {
            return !closed && SemaphoreWord.tryPost(word);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** False when it takes C to get a unit, or to say why not. */
    boolean tryTake() {
        try {
            return !closed && SemaphoreWord.tryTake(word);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** From now on no call succeeds that has not begun. */
    void close() {
        closed = true;
    }

    /** Lets go of the semaphore when no C call uses it any more. Once only, after {@link #close}. */
    void letGo() {
        ClosedPage.replace(semaphore);
        replaced.set(true);
        if (CLOSED.incrementAndGet() % MANY_CLOSED == 0) {
            // Somebody opens and closes thousands without leaving much else to collect.
            System.gc();
        }
    }

    private static final class Trial {
        static final boolean PASSED = SemaphoreTrial.confirms(SemaphoreWord.UNIT, SemaphoreWord.WAITER);
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
