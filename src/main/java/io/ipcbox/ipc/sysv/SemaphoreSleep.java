package io.ipcbox.ipc.sysv;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.libc.LastErrno;
import io.ipcbox.ipc.libc.LibcSysvSemaphore;
import io.ipcbox.ipc.waiting.Deadline;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;

/**
 * One wait in semtimedop(2), in slices: between two of them it looks whether it is still wanted. One use only.
 *
 * <p>A virtual thread has a platform thread sleep in its place, because one that is inside a C call holds its carrier.
 * It stays until the other is back, interrupted or not: only then is it known whether the operation was performed.
 */
final class SemaphoreSleep {
    /** What {@link #await} returns when the operation was performed. */
    static final int DONE = 0;

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final SysvObject object;
    private final int id;
    private final MemorySegment operations;
    private final long count;
    private final Deadline deadline;
    private volatile boolean cancelled;

    /** @param operations stays untouched until {@link #await} returns */
    SemaphoreSleep(SysvObject object, int id, MemorySegment operations, long count, Deadline deadline) {
        this.object = object;
        this.id = id;
        this.operations = operations;
        this.count = count;
        this.deadline = deadline;
    }

    /** {@link #DONE}, the number of EAGAIN when the wait ended before its time had come, or that of an error. */
    int await() {
        if (deadline.hasPassed() || !object.mayWait()) {
            return Errno.EAGAIN.number();
        }
        return Thread.currentThread().isVirtual() ? awaitElsewhere() : sleep();
    }

    private int sleep() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment timespec = arena.allocate(ValueLayout.JAVA_LONG, 2);
            while (!deadline.hasPassed() && object.mayWait() && !cancelled) {
                long nanos = deadline.nextSliceNanos();
                timespec.setAtIndex(ValueLayout.JAVA_LONG, 0, nanos / NANOS_PER_SECOND);
                timespec.setAtIndex(ValueLayout.JAVA_LONG, 1, nanos % NANOS_PER_SECOND);
                if (LibcSysvSemaphore.semtimedop(id, operations, count, timespec) == 0) {
                    return DONE;
                }
                // EINTR: no signal handler, and no stop and continue either, lets semop go on by itself.
                int errno = LastErrno.number();
                if (errno != Errno.EAGAIN.number() && errno != Errno.EINTR.number()) {
                    return errno;
                }
            }
        }
        return Errno.EAGAIN.number();
    }

    private int awaitElsewhere() {
        FutureTask<Integer> task = new FutureTask<>(this::sleep);
        Sleepers.THREADS.execute(task);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    cancelled = true;
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw new AssertionError("a C call does not throw", e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** As many threads as virtual threads are waiting; an idle one goes after a minute. */
    private static final class Sleepers {
        static final ExecutorService THREADS = Executors.newCachedThreadPool(
                Thread.ofPlatform().daemon().name("ipcbox-semaphore-", 0).factory());
    }
}
