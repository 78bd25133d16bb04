package io.ipcbox.supervise;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * When to restart a client that died: after 100 ms, then twice as long after each further death within 30 seconds;
 * never after the fifth. For one thread.
 */
final class RestartPolicy {
    static final int DEATHS = 5;
    static final Duration WINDOW = Duration.ofSeconds(30);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    private final Deque<Long> deaths = new ArrayDeque<>();

    /**
     * Counts a death.
     *
     * @param nanoTime when it happened, on the monotonic clock
     * @return how long to wait before the next start; empty to give up
     */
    Optional<Duration> died(long nanoTime) {
        deaths.addLast(nanoTime);
        while (nanoTime - deaths.getFirst() > WINDOW.toNanos()) {
            deaths.removeFirst();
        }
        return deaths.size() >= DEATHS
                ? Optional.empty()
                : Optional.of(FIRST_PAUSE.multipliedBy(1L << (deaths.size() - 1)));
    }
}
