package io.ipcbox.ipc.libc;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The layout of {@code struct timespec}. Offsets in bytes. The same on x86-64 and aarch64.
 *
 * <pre>
 *    0  tv_sec   s64
 *    8  tv_nsec  s64   0 to 999999999
 *   16  end
 * </pre>
 *
 * @see <a href="https://man7.org/linux/man-pages/man3/timespec.3type.html">timespec(3type)</a>
 */
public final class TimespecLayout {
    public static final long SECONDS = 0;
    public static final long NANOS = 8;
    public static final long BYTES = 16;

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private TimespecLayout() {}

    /** Fills in a timespec and returns it. The nanoseconds may exceed a second. */
    public static MemorySegment set(MemorySegment timespec, long seconds, long nanos) {
        timespec.set(ValueLayout.JAVA_LONG, SECONDS, seconds + nanos / NANOS_PER_SECOND);
        timespec.set(ValueLayout.JAVA_LONG, NANOS, nanos % NANOS_PER_SECOND);
        return timespec;
    }
}
