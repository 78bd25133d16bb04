package io.ipcbox.ring;

import java.util.Locale;

/**
 * What to do before going to sleep in the kernel, which takes two system calls and some 50 microseconds: look again a
 * number of times, then offer the processor to others and look again.
 *
 * @param spins how often to look at once, some 20 nanoseconds each
 * @param yields how often to look after yielding the processor
 * @param longestPauseNanos how long a reader in a stream may stay behind, to take many messages at once; one that comes
 *     after a silence is taken at once
 */
public record WaitStrategy(int spins, int yields, long longestPauseNanos) {
    private static final long SHORT_PAUSE_NANOS = 1300;
    private static final long PAUSE_NANOS = 50_000;

    /** Sleeps only when nothing has come for several milliseconds: for who has a processor to spare. */
    public static final WaitStrategy LOW_LATENCY = new WaitStrategy(200_000, 100, SHORT_PAUSE_NANOS);

    /** Hardly any work while idle, fair to other processes on few processors. The default. */
    public static final WaitStrategy BALANCED = new WaitStrategy(10, 60, PAUSE_NANOS);

    /** Goes to sleep at once, and looks at a stream a thousand times a second: for who has other work to do. */
    public static final WaitStrategy FRUGAL = new WaitStrategy(0, 0, 1_000_000);

    public WaitStrategy {
        if (spins < 0 || yields < 0 || longestPauseNanos < 0) {
            throw new IllegalArgumentException(
                    "neither looks nor pauses can be negative, spins=%d yields=%d longestPauseNanos=%d"
                            .formatted(spins, yields, longestPauseNanos));
        }
    }

    /** One that never lags behind. */
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
     * Passes a moment before the next look.
     *
     * @param look how often this wait has looked already
     * @return false when it is time to sleep
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
