package io.ipcbox.ring;

import java.util.Locale;

/**
 * What to do before sleeping in the kernel, which takes two system calls and some 50 microseconds: poll a number of
 * times, then a number of times with the processor yielded in between.
 *
 * @param spins the number of immediate looks, some 20 nanoseconds each
 * @param yields the number of looks after yielding the processor
 * @param longestPauseNanos how long a reader may stay behind in a stream, to take many messages at once; a message
 *     after a silence is taken at once
 */
public record WaitStrategy(int spins, int yields, long longestPauseNanos) {
    private static final long SHORT_PAUSE_NANOS = 1300;
    private static final long PAUSE_NANOS = 50_000;

    /** Sleeps only after several milliseconds without a message; for readers with a processor of their own. */
    public static final WaitStrategy LOW_LATENCY = new WaitStrategy(200_000, 100, SHORT_PAUSE_NANOS);

    /** Little work while idle, and fair to other processes on few processors. The default. */
    public static final WaitStrategy BALANCED = new WaitStrategy(10, 60, PAUSE_NANOS);

    /** Sleeps at once, and checks a stream a thousand times a second; for processes with other work to do. */
    public static final WaitStrategy FRUGAL = new WaitStrategy(0, 0, 1_000_000);

    public WaitStrategy {
        if (spins < 0 || yields < 0 || longestPauseNanos < 0) {
            throw new IllegalArgumentException(
                    "neither looks nor pauses can be negative, spins=%d yields=%d longestPauseNanos=%d"
                            .formatted(spins, yields, longestPauseNanos));
        }
    }

    /** Without pauses. */
    WaitStrategy(int spins, int yields) {
        this(spins, yields, 0);
    }

    /** @param name {@code low-latency}, {@code balanced} or {@code frugal} */
    public static WaitStrategy named(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "low-latency" -> LOW_LATENCY;
            case "balanced" -> BALANCED;
            case "frugal" -> FRUGAL;
            default ->
                throw new IllegalArgumentException(
                        "a wait strategy is low-latency, balanced or frugal, not \"" + name + "\"");
        };
    }

    /**
     * Pauses briefly before the next look.
     *
     * @param look the number of looks in this wait so far
     * @return false if it is time to sleep
     */
    @SuppressWarnings("ThreadPriorityCheck") // on few processors the other side may need this one
    boolean pause(int look) {
        if (look < spins) {
            Thread.onSpinWait();
        } else if (look - spins < yields) {
            Thread.yield();
        } else {
            return false;
        }
        return true;
    }
}
