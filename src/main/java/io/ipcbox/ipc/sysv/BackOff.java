package io.ipcbox.ipc.sysv;

import io.ipcbox.ipc.waiting.Wait;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * The pauses between asking again for what the kernel cannot announce: each twice as long as the one before, up to 4
 * ms. What comes after a wait of time t is therefore seen about t later at most, and never more than 4 ms. One wait, one
 * thread; a virtual thread gives its carrier away meanwhile.
 */
final class BackOff {
    private static final long SHORTEST_NANOS = Duration.ofNanos(20_000).toNanos();
    private static final long LONGEST_NANOS = Duration.ofMillis(4).toNanos();

    private final Wait wait;
    private long nanos = SHORTEST_NANOS;

    BackOff(Wait wait) {
        this.wait = wait;
    }

    /** Tries again and again, a pause before each attempt, until one succeeds; false when the time is up. */
    boolean succeeds(BooleanSupplier attempt) {
        while (pause()) {
            if (attempt.getAsBoolean()) {
                return true;
            }
        }
        return false;
    }

    /**
     * True, after a pause, to ask again; false at once when the time is up.
     *
     * @throws io.ipcbox.ipc.WaitEndedException when the thread is interrupted or the handle is closed
     */
    boolean pause() {
        if (!wait.goesOn()) {
            return false;
        }
        wait.park(nanos);
        nanos = Math.min(2 * nanos, LONGEST_NANOS);
        wait.check();
        return true;
    }
}
