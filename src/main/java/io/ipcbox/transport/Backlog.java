package io.ipcbox.transport;

import io.ipcbox.ipc.Deadline;
import io.ipcbox.message.EncodedLines;
import io.ipcbox.message.Lagged;
import io.ipcbox.message.MessageCodec;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The lines that one client of a stream has yet to receive: a bounded queue between the publishing thread and the
 * thread that writes to the client. A full backlog makes the publisher wait as long as the client keeps taking data. If
 * the client takes nothing for the stall timeout, everything queued is dropped and counted, and the publisher no longer
 * waits for this client. When the writing thread gets through again, it receives one {@code LAGGED n}, then the live
 * stream.
 */
public final class Backlog {
    private static final int BATCH_BYTES = 64 * 1024;

    private final long capacityBytes;
    private final Duration stallTimeout;
    private final Runnable whenFilled;
    private final LineQueue queue = new LineQueue();
    private Deadline stall = Deadline.NEVER;
    private long lost;
    private long delivered;
    private long firstLine;
    private int inFlight;
    private boolean hasLast;
    private boolean closed;

    /**
     * @param capacityBytes the most that is queued; anything longer is admitted when the queue is empty
     * @param whenFilled called by the publishing thread when an idle backlog has received something to write
     */
    public Backlog(long capacityBytes, Duration stallTimeout, Runnable whenFilled) {
        this.capacityBytes = capacityBytes;
        this.stallTimeout = stallTimeout;
        this.whenFilled = whenFilled;
    }

    /** Adds lines. Waits for room, or cuts the client off; at once if the calling thread is interrupted. */
    public void put(EncodedLines lines) {
        if (addWhenRoom(lines)) {
            whenFilled.run();
        }
    }

    private synchronized boolean addWhenRoom(EncodedLines lines) {
        if (firstLine == 0) {
            firstLine = lines.first();
        }
        awaitRoom(lines.bytes().length);
        if (lost > 0) {
            lost += lines.count();
        }
        return !closed && lost == 0 && add(lines);
    }

    /**
     * Adds the last frame, unless there is one already: a client that arrives during the end may be given it twice. The
     * frame is never lost, even if the client is cut off. Does not wait.
     */
    void putLast(byte[] frame) {
        synchronized (this) {
            if (closed || hasLast) {
                return;
            }
            hasLast = true;
            add(EncodedLines.of(frame));
        }
        whenFilled.run();
    }

    /** True if the backlog was idle. */
    private boolean add(EncodedLines added) {
        boolean wasIdle = isIdle();
        if (wasIdle) {
            madeProgress();
        }
        queue.add(added);
        notifyAll();
        return wasIdle;
    }

    private boolean isIdle() {
        return queue.isEmpty() && inFlight == 0;
    }

    private void awaitRoom(int bytes) {
        while (!closed && lost == 0 && !queue.isEmpty() && queue.bytes() + bytes > capacityBytes) {
            if (!awaitChange(stall.remainingNanos())) {
                lost = queue.lines();
                queue.clear();
                notifyAll();
            }
        }
    }

    /** False if the time is up or the thread is interrupted. */
    @SuppressWarnings("WaitNotInLoop") // its callers are the loops
    private boolean awaitChange(long nanos) {
        try {
            TimeUnit.NANOSECONDS.timedWait(this, nanos);
            return nanos > 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What the writing thread writes next, in one piece. */
    public static final class Batch {
        static final Batch NONE = new Batch(new byte[0], 0, 0);

        private final byte[] bytes;
        private final int lines;
        private final int notices;

        Batch(byte[] bytes, int lines, int notices) {
            this.bytes = bytes;
            this.lines = lines;
            this.notices = notices;
        }

        /** Must not be changed: all clients may share the array. */
        public byte[] bytes() {
            return bytes;
        }

        public boolean isEmpty() {
            return lines == 0;
        }
    }

    /** Takes what is queued, at most 64 KiB unless a single piece is longer; empty if nothing is. */
    public synchronized Batch poll() {
        Batch batch = closed ? Batch.NONE : queue.take(BATCH_BYTES, addNotice());
        inFlight = batch.lines;
        notifyAll();
        return batch;
    }

    /** Puts the notice of a gap, if there is one, in front of the queue; returns the number of notices added. */
    private int addNotice() {
        if (lost == 0) {
            return 0;
        }
        queue.addFirst(EncodedLines.of(MessageCodec.encode(new Lagged(lost))));
        lost = 0;
        return 1;
    }

    /** Like {@link #poll}, but waits for something to write; empty only if the backlog is closed. */
    public synchronized Batch take() throws InterruptedException {
        while (!closed && queue.isEmpty() && lost == 0) {
            wait();
        }
        return poll();
    }

    /** The client took some bytes of the batch: it is not stuck. */
    public synchronized void madeProgress() {
        stall = Deadline.after(stallTimeout);
    }

    /** The client took the whole batch. */
    public synchronized void wrote(Batch batch) {
        delivered += batch.lines - batch.notices;
        inFlight = 0;
        madeProgress();
        notifyAll();
    }

    /** Waits until everything is written, the client is stuck, the thread is interrupted, or the time is up. */
    synchronized void awaitWritten(Deadline deadline) {
        boolean goesOn = true;
        while (goesOn && !closed && !isIdle()) {
            goesOn = awaitChange(Math.min(deadline.remainingNanos(), stall.remainingNanos()));
        }
    }

    /** Drops everything and releases both threads. */
    synchronized void close() {
        closed = true;
        queue.clear();
        notifyAll();
    }

    synchronized long delivered() {
        return delivered;
    }

    /** The number of the first line that was put here; 0 if none was. */
    public synchronized long firstLine() {
        return firstLine;
    }

    /** The number of lines that are queued or being written. */
    synchronized long waiting() {
        return queue.lines() + inFlight;
    }

    /** True while the client is cut off. */
    public synchronized boolean isLagging() {
        return lost > 0;
    }
}
