package io.ipcbox.ipc;

import java.time.Duration;
import java.util.Objects;

/** The moment at which a wait ends, on the monotonic clock: changes of the system time do not affect it. Immutable. */
public final class Deadline {
    /** The longest uninterruptible sleep in the kernel, in nanoseconds. */
    public static final long SLICE_NANOS = Duration.ofMillis(100).toNanos();

    /** A wait without a limit. */
    public static final Deadline NEVER = new Deadline(0, true);

    /** A wait that tries once. */
    public static final Deadline PASSED = new Deadline(System.nanoTime(), false);

    // Half the range of nanoTime: beyond it, the comparison of two times would overflow.
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 2);

    private final long nanoTime;
    private final boolean never;

    private Deadline(long nanoTime, boolean never) {
        this.nanoTime = nanoTime;
        this.never = never;
    }

    /** The given time from now. With zero or less, a wait tries once. More than 146 years means never. */
    public static Deadline after(Duration timeout) {
        Objects.requireNonNull(timeout, "timeout");
        if (timeout.compareTo(LONGEST) >= 0) {
            return NEVER;
        }
        return new Deadline(System.nanoTime() + (timeout.isNegative() ? 0 : timeout.toNanos()), false);
    }

    /** True once the time is up. */
    public boolean hasPassed() {
        return !never && remainingNanos() <= 0;
    }

    /**
     * The remaining time in nanoseconds: zero or less when the time is up, {@link Long#MAX_VALUE} for {@link #NEVER}.
     */
    public long remainingNanos() {
        return never ? Long.MAX_VALUE : nanoTime - System.nanoTime();
    }

    /** The time left; zero when it is up. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, remainingNanos()));
    }

    /** How long to sleep next, in nanoseconds: the remaining time, between zero and the given maximum. */
    public long sleepNanos(long longest) {
        return Math.clamp(remainingNanos(), 0, longest);
    }

    /** The remaining time for poll(2): in milliseconds, rounded up so that it never returns early; -1 for no limit. */
    public int remainingMillis() {
        if (never) {
            return -1;
        }
        return Math.clamp((remainingNanos() + 999_999) / 1_000_000, 0, Integer.MAX_VALUE);
    }
}
