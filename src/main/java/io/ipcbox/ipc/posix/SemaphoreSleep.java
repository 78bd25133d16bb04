package io.ipcbox.ipc.posix;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.libc.LastErrno;
import io.ipcbox.ipc.libc.LibcSemaphoreWait;
import io.ipcbox.ipc.libc.LibcTime;
import io.ipcbox.ipc.libc.TimespecLayout;
import io.ipcbox.ipc.waiting.KernelSleep;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A timed sleep on a semaphore: on the monotonic clock if glibc has a call for it (since 2.30). */
enum SemaphoreSleep {
    MONOTONIC(LibcTime.CLOCK_MONOTONIC) {
        @Override
        int wait(MemorySegment semaphore, MemorySegment until) {
            return LibcSemaphoreWait.sem_clockwait(semaphore, LibcTime.CLOCK_MONOTONIC, until);
        }
    },
    /** Setting the system clock shortens a sleep, or prolongs it by as much as the clock is set back. */
    REALTIME(LibcTime.CLOCK_REALTIME) {
        @Override
        int wait(MemorySegment semaphore, MemorySegment until) {
            return LibcSemaphoreWait.sem_timedwait(semaphore, until);
        }
    };

    private static final ThreadLocal<MemorySegment> UNTIL =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(TimespecLayout.BYTES, Long.BYTES));

    private final int clock;

    SemaphoreSleep(int clock) {
        this.clock = clock;
    }

    /** The best one that this C library supports. */
    static SemaphoreSleep best() {
        return LibcSemaphoreWait.hasClockWait() ? MONOTONIC : REALTIME;
    }

    abstract int wait(MemorySegment semaphore, MemorySegment until);

    /**
     * Takes a unit, sleeping for at most that long.
     *
     * @return 0 if a unit was taken; else the error's number, such as ETIMEDOUT or EINTR
     */
    int take(MemorySegment semaphore, long nanos) {
        return KernelSleep.run(() -> wait(semaphore, inNanos(nanos)) == 0 ? 0 : LastErrno.number());
    }

    static boolean isTaken(int error) {
        return error == 0;
    }

    static boolean isWorthAnotherTry(int error) {
        return error == Errno.ETIMEDOUT.number() || error == Errno.EINTR.number();
    }

    private MemorySegment inNanos(long nanos) {
        MemorySegment until = UNTIL.get();
        LibcTime.clock_gettime(clock, until);
        return TimespecLayout.set(
                until,
                until.get(ValueLayout.JAVA_LONG, TimespecLayout.SECONDS),
                until.get(ValueLayout.JAVA_LONG, TimespecLayout.NANOS) + nanos);
    }
}
