package io.ipcbox.ring;

import io.ipcbox.ipc.waiting.Deadline;
import io.ipcbox.ipc.waiting.Wait;

/**
 * What this process itself ends a role's waits with: its thread is interrupted, another thread stops the role, or closes
 * it. The role's thread asks; those that {@link #stop} and {@link #close} look in, one at a time. Made once for a role,
 * because reading and publishing allocate nothing.
 */
final class WaitEnd {
    private final Wait wait;
    private volatile boolean stopped;
    private volatile boolean closed;

    /** @param operation what the role waits for, for errors: a verb */
    WaitEnd(String operation, String object) {
        this.wait = new Wait(operation, object, () -> closed);
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
     * @throws io.ipcbox.ipc.WaitEndedException if it was closed
     */
    boolean isStopped() {
        if (stopped && closed) {
            wait.check();
        }
        return stopped;
    }

    /** True once the role was stopped or closed. */
    boolean hasCome() {
        return stopped;
    }

    /** As {@link Wait#goesOn}; called before each sleep. */
    boolean goesOn(Deadline deadline) {
        return wait.goesOn(deadline);
    }
}
