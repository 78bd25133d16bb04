package io.ipcbox.ipc.libc;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** futex(2), which has no wrapper in glibc, through syscall(2). Never private: the word may lie in shared memory. */
public final class LibcFutex {
    private static final long SYS_FUTEX = Platform.isAarch64() ? 98 : 202;
    private static final int FUTEX_WAIT = 0;
    private static final int FUTEX_WAKE = 1;

    private static final MethodHandle SYSCALL = Linking.variadic(
            "syscall",
            1,
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));

    private LibcFutex() {}

    /**
     * Sleeps while the word holds {@code expected}.
     *
     * @param timespec how long at most, relative; NULL for ever
     * @return 0 when woken; -1 with EAGAIN (the word holds something else), ETIMEDOUT or EINTR
     */
    public static long futexWait(MemorySegment word, int expected, MemorySegment timespec) {
        return futex(word, FUTEX_WAIT, expected, timespec);
    }

    /** Wakes at most {@code count} sleepers and returns how many were. */
    public static long futexWake(MemorySegment word, int count) {
        return futex(word, FUTEX_WAKE, count, MemorySegment.NULL);
    }

    private static long futex(MemorySegment word, int operation, int value, MemorySegment timespec) {
        try {
            return (long) SYSCALL.invokeExact(
                    LastErrno.capture(), SYS_FUTEX, word, operation, value, timespec, MemorySegment.NULL, 0);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }
}
