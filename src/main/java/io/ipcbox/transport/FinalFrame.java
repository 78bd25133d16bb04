package io.ipcbox.transport;

import java.time.Duration;

/** What a stream ends with, and how long clients are waited for to take it: also those that come after it was said. */
public final class FinalFrame {
    private final byte[] frame;
    private final long deadlineNanoTime;

    /** @param timeout from now on, for all clients together */
    public FinalFrame(byte[] frame, Duration timeout) {
        this.frame = frame;
        this.deadlineNanoTime = System.nanoTime() + timeout.toNanos();
    }

    public void giveTo(Backlog backlog) {
        backlog.putLast(frame);
    }

    /** Returns when the client has been handed everything, is stuck, or the time is up. */
    public void awaitTaken(Backlog backlog) {
        backlog.awaitWritten(deadlineNanoTime);
    }
}
