package io.ipcbox.ipc.sysv;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.libc.LastErrno;
import io.ipcbox.ipc.libc.LibcSysvSemaphore;
import io.ipcbox.ipc.libc.TimespecLayout;
import io.ipcbox.ipc.waiting.KernelSleep;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** How to sleep in semtimedop(2) for a moment. */
final class SemaphoreSleep {
    /** What {@link #perform} returns when the operations were performed. */
    static final int DONE = 0;

    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final ThreadLocal<MemorySegment> TIMESPEC =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(TimespecLayout.BYTES, Long.BYTES));

    private SemaphoreSleep() {}

    /**
     * Performs operations, sleeping at most that long until they can be.
     *
     * @return {@link #DONE}, or the number of the error
     */
    static int perform(int id, MemorySegment operations, long count, long nanos) {
        return KernelSleep.run(() ->
                LibcSysvSemaphore.semtimedop(id, operations, count, timespec(nanos)) == 0 ? DONE : LastErrno.number());
    }

    // EINTR: no signal handler, and no stop and continue either, lets semop go on by itself.
    static boolean isWorthAnotherTry(int error) {
        return error == Errno.EAGAIN.number() || error == Errno.EINTR.number();
    }

    private static MemorySegment timespec(long nanos) {
        MemorySegment timespec = TIMESPEC.get();
        timespec.set(ValueLayout.JAVA_LONG, TimespecLayout.SECONDS, nanos / NANOS_PER_SECOND);
        timespec.set(ValueLayout.JAVA_LONG, TimespecLayout.NANOS, nanos % NANOS_PER_SECOND);
        return timespec;
    }
}
