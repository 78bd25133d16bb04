package io.ipcbox.ipc.libc;

import static io.ipcbox.ipc.libc.CType.INT;
import static io.ipcbox.ipc.libc.CType.POINTER;
import static io.ipcbox.ipc.libc.CType.TIME;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Waiting for a POSIX semaphore until a deadline: on any clock with glibc 2.30 and later, otherwise on CLOCK_REALTIME.
 *
 * @see <a href="https://man7.org/linux/man-pages/man3/sem_wait.3.html">sem_wait(3)</a>
 */
public final class LibcSemaphoreWait {
    private LibcSemaphoreWait() {}

    /** False before glibc 2.30: {@link #sem_clockwait} must not be called then. */
    public static boolean hasClockWait() {
        return Linking.has("sem_clockwait");
    }

    /** @param deadline {@link TimespecLayout} on that clock */
    public static int sem_clockwait(MemorySegment semaphore, int clock, MemorySegment deadline) {
        try {
            return (int) ClockWait.SEM_CLOCKWAIT.invokeExact(LastErrno.capture(), semaphore, clock, deadline);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    /** @param deadline {@link TimespecLayout} on CLOCK_REALTIME */
    public static int sem_timedwait(MemorySegment semaphore, MemorySegment deadline) {
        return Downcall.make(TimedWait.SEM_TIMEDWAIT, semaphore, deadline);
    }

    private static final class ClockWait {
        static final MethodHandle SEM_CLOCKWAIT = Linking.explained("sem_clockwait", INT, POINTER, INT, TIME);
    }

    private static final class TimedWait {
        static final MethodHandle SEM_TIMEDWAIT = Linking.explained("sem_timedwait", INT, POINTER, TIME);
    }
}
