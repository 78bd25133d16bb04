package io.ipcbox.ipc.waiting;

import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * The pauses between asking again for what the kernel cannot announce: each twice as long as the one before, up to a
 * longest one. What comes after a wait of time t is therefore seen about t later at most. One wait, one thread; a virtual
 * thread gives its carrier away meanwhile.
 *
 * <p>Not for users of the library: public because other packages of it stand on it.
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

    /** Tries again and again, a pause before each attempt, until one succeeds; false when the time is up. */
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
     * True, after a pause, to ask again; false at once when the time is up.
     *
     * @throws io.ipcbox.ipc.WaitEndedException when the thread is interrupted or the handle is closed
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
