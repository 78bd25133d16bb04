package io.ipcbox.ipc.waiting;

import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * Polls for what the kernel cannot announce, with pauses that double up to a maximum. So an event after a wait of time
 * t is seen at most about t later. For a single wait and thread; a virtual thread releases its carrier during a pause.
 */
public final class BackOff {
    private final Wait wait;
    private final long longestNanos;
    private long nanos;

    public BackOff(Wait wait, long shortestNanos, long longestNanos) {
        this.wait = Objects.requireNonNull(wait, "wait");
        this.nanos = shortestNanos;
        this.longestNanos = longestNanos;
    }

    /** Repeats the attempt, with a pause before each, until it succeeds; false when the time is up. */
    public boolean succeeds(BooleanSupplier attempt) {
        Objects.requireNonNull(attempt, "attempt");
        while (pause()) {
            if (attempt.getAsBoolean()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Pauses and returns true to try again; returns false at once when the time is up.
     *
     * @throws io.ipcbox.ipc.WaitEndedException if the thread is interrupted or the handle is closed
     */
    public boolean pause() {
        if (!wait.goesOn()) {
            return false;
        }
        wait.park(nanos);
        nanos = Math.min(2 * nanos, longestNanos);
        wait.check();
        return true;
    }
}
