package io.ipcbox.ipc.waiting;

import java.time.Duration;
import java.util.Objects;

/**
 * The moment by which a wait must be over, on the monotonic clock: setting the system's time does not move it. Immutable.
 */
public final class Deadline {
    /** The longest sleep in the kernel that nothing can interrupt, in nanoseconds. */
    public static final long SLICE_NANOS = Duration.ofMillis(100).toNanos();

    /** A wait as long as the thing takes. */
    public static final Deadline NEVER = new Deadline(0, true);

    /** A wait that asks once. */
    public static final Deadline PASSED = new Deadline(System.nanoTime(), false);

    // Half the range of nanoTime: further away, "later" and "earlier" would change places.
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 2);

    private final long nanoTime;
    private final boolean never;

    private Deadline(long nanoTime, boolean never) {
        this.nanoTime = nanoTime;
        this.never = never;
    }

    /**
     * That long from now. Zero or less has passed already: such a wait asks once. More than 146 years is never.
     */
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

    /** The time left, in nanoseconds; zero or less when it is up, {@link Long#MAX_VALUE} when it never will be. */
    public long remainingNanos() {
        return never ? Long.MAX_VALUE : nanoTime - System.nanoTime();
    }

    /** The time left; zero when it is up. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, remainingNanos()));
    }

    /** How long to sleep next, in nanoseconds: the time left, but not below zero and no longer than that. */
    public long sleepNanos(long longest) {
        return Math.clamp(remainingNanos(), 0, longest);
    }

    /** The time left as poll(2) wants it: milliseconds, rounded up so that it never returns early; -1 for ever. */
    public int remainingMillis() {
        if (never) {
            return -1;
        }
        return Math.clamp((remainingNanos() + 999_999) / 1_000_000, 0, Integer.MAX_VALUE);
    }
}
