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

/** How to sleep at a semaphore for a moment: on the clock that nobody can set, where glibc (2.30) has a call for it. */
enum SemaphoreSleep {
    MONOTONIC(LibcTime.CLOCK_MONOTONIC) {
        @Override
        int wait(MemorySegment semaphore, MemorySegment until) {
            return LibcSemaphoreWait.sem_clockwait(semaphore, LibcTime.CLOCK_MONOTONIC, until);
        }
    },
    /** When the system's time is set, a moment gets shorter, or longer by as much as it is set back. */
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

    /** The better one of what this C library has. */
    static SemaphoreSleep best() {
        return LibcSemaphoreWait.hasClockWait() ? MONOTONIC : REALTIME;
    }

    /** The C call. */
    abstract int wait(MemorySegment semaphore, MemorySegment until);

    /**
     * Takes a unit, sleeping at most that long for one.
     *
     * @return 0 when it has one; ETIMEDOUT or EINTR, as a number, when not
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
