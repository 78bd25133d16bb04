package io.ipcbox.ring;

import io.ipcbox.ipc.WaitEndedException;
import io.ipcbox.ipc.WaitEndedException.Reason;

/**
 * What this process itself ends a role's waits with: its thread is interrupted, another thread stops the role, or closes
 * it. The role's thread asks; those that {@link #stop} and {@link #close} look in, one at a time.
 *
 * <p>{@link io.ipcbox.ipc.waiting.Wait} is made anew for each call and holds its deadline; this one is made once for a
 * role, because reading and publishing allocate nothing.
 */
final class WaitEnd {
    private final String operation;
    private final String object;
    private volatile boolean stopped;
    private volatile boolean closed;

    /** @param operation what the role waits for, for errors: a verb */
    WaitEnd(String operation, String object) {
        this.operation = operation;
        this.object = object;
    }

    void stop() {
        stopped = true;
    }

    void close() {
        closed = true;
        stopped = true;
    }

    /**
     * True once the role was stopped: then no wait begins, and none goes on.
     *
     * @throws WaitEndedException if it was closed
     */
    boolean isStopped() {
        if (!stopped) {
            return false;
        }
        if (closed) {
            throw new WaitEndedException(operation, object, Reason.CLOSED);
        }
        return true;
    }

    /** True once the role was stopped or closed. */
    boolean hasCome() {
        return stopped;
    }

    /**
     * Called before each sleep.
     *
     * @throws WaitEndedException if the calling thread is interrupted; it stays so
     */
    void throwIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new WaitEndedException(operation, object, Reason.INTERRUPTED);
        }
    }
}
