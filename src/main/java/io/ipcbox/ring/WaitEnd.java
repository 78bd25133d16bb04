package io.ipcbox.ring;

import io.ipcbox.ipc.Deadline;
import io.ipcbox.ipc.waiting.Wait;

/**
 * Tells whether this process has ended a role's waits: by an interrupt of its thread, a stop or a close. The role's
 * thread asks; {@link #stop} and {@link #close} are called by other threads, one at a time. One object for each role,
 * because reading and publishing allocate nothing.
 */
final class WaitEnd {
    private final Wait wait;
    private volatile boolean stopped;
    private volatile boolean closed;

    /** @param operation a verb, for errors */
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
     * True once the role was stopped: no wait starts or continues.
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

    /** See {@link Wait#goesOn}; called before each sleep. */
    boolean goesOn(Deadline deadline) {
        return wait.goesOn(deadline);
    }
}
