package io.ipcbox.ipc.sysv;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.libc.LastErrno;
import io.ipcbox.ipc.libc.LibcSysvSemaphore;
import io.ipcbox.ipc.libc.TimespecLayout;
import io.ipcbox.ipc.waiting.KernelSleep;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** How to sleep in semtimedop(2) for a moment. */
final class SemaphoreSleep {
    /** What {@link #perform} returns when the operations were performed. */
    static final int DONE = 0;

    private static final ThreadLocal<MemorySegment> TIMESPEC =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(TimespecLayout.BYTES, Long.BYTES));

    private SemaphoreSleep() {}

    /**
     * Performs operations, sleeping at most that long until they can be.
     *
     * @return {@link #DONE}, or the number of the error
     */
    static int perform(int id, MemorySegment operations, long count, long nanos) {
        return KernelSleep.run(() -> {
            MemorySegment timespec = TimespecLayout.set(TIMESPEC.get(), 0, nanos);
            return LibcSysvSemaphore.semtimedop(id, operations, count, timespec) == 0 ? DONE : LastErrno.number();
        });
    }

    // EINTR: no signal handler, and no stop and continue either, lets semop go on by itself.
    static boolean isWorthAnotherTry(int error) {
        return error == Errno.EAGAIN.number() || error == Errno.EINTR.number();
    }
}
