package io.ipcbox.ipc.libc;

import java.lang.foreign.MemorySegment;

/**
 * futex(2), which has no wrapper in glibc, through syscall(2). Never FUTEX_PRIVATE: the word may be in shared memory.
 */
public final class LibcFutex {
    private static final long SYS_FUTEX = Platform.isAarch64() ? 98 : 202;
    private static final int FUTEX_WAIT = 0;
    private static final int FUTEX_WAKE = 1;

    private LibcFutex() {}

    /**
     * Sleeps if the word holds {@code expected}.
     *
     * @param timespec the longest sleep, a relative time; NULL for no limit
     * @return 0 when woken; -1 with EAGAIN (the word holds another value), ETIMEDOUT or EINTR
     */
    public static long futexWait(MemorySegment word, int expected, MemorySegment timespec) {
        return LibcSyscall.syscall(SYS_FUTEX, word, FUTEX_WAIT, expected, timespec);
    }

    /** Wakes at most {@code count} sleepers and returns the number woken. */
    public static long futexWake(MemorySegment word, int count) {
        return LibcSyscall.syscall(SYS_FUTEX, word, FUTEX_WAKE, count, MemorySegment.NULL);
    }
}
