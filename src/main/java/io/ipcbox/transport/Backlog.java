package io.ipcbox.transport;

import io.ipcbox.message.EncodedLines;
import io.ipcbox.message.Lagged;
import io.ipcbox.message.MessageCodec;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What one client of a stream still has to get: a bounded queue between the publishing thread and the thread that
 * writes to that client. A full backlog makes the publisher wait, as long as the client takes something now and then;
 * when it has taken nothing for the stall timeout, everything that waits is dropped, counted, and from then on the
 * publisher does not wait for this client. As soon as the writing thread gets through again, it is handed one {@code
 * LAGGED n} and after that the live stream.
 */
public final class Backlog {
    private static final int BATCH_BYTES = 64 * 1024;

    private final long capacityBytes;
    private final long stallNanos;
    private final Runnable whenFilled;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final LineQueue queue = new LineQueue();
    private long lost;
    private long delivered;
    private long firstLine;
    private int inFlight;
    private long lastProgressNanos;
    private boolean hasLast;
    private boolean closed;

    /**
     * @param capacityBytes how much may wait; what is longer is let in when nothing else waits
     * @param whenFilled called by the publishing thread when something to write has come and the writing thread may
     *     not know
     */
    public Backlog(long capacityBytes, Duration stallTimeout, Runnable whenFilled) {
        this.capacityBytes = capacityBytes;
        this.stallNanos = stallTimeout.toNanos();
        this.whenFilled = whenFilled;
    }

    /** Adds lines; waits for room, or gives the client up as stuck. To a thread that is interrupted all are stuck. */
    public void put(EncodedLines lines) {
        boolean wasIdle;
        lock.lock();
        try {
            if (firstLine == 0) {
                firstLine = lines.first();
            }
            awaitRoom(lines.bytes().length);
            if (closed) {
                return;
            }
            if (lost > 0) {
                lost += lines.count();
                return;
            }
            wasIdle = add(lines);
        } finally {
            lock.unlock();
        }
        if (wasIdle) {
            whenFilled.run();
        }
    }

    /**
     * Adds the last frame, unless there is one already: a client that comes during the end may be told twice. It is not
     * a line that could be lost: it goes out even after a gap. Does not wait.
     */
    void putLast(byte[] frame) {
        lock.lock();
        try {
            if (closed || hasLast) {
                return;
            }
            hasLast = true;
            add(EncodedLines.of(frame));
        } finally {
            lock.unlock();
        }
        whenFilled.run();
    }

    private boolean add(EncodedLines added) {
        boolean wasIdle = isIdle();
        if (wasIdle) {
            lastProgressNanos = System.nanoTime();
        }
        queue.add(added);
        changed.signalAll();
        return wasIdle;
    }

    private boolean isIdle() {
        return queue.isEmpty() && inFlight == 0;
    }

    private void awaitRoom(int bytes) {
        while (!closed && lost == 0 && !queue.isEmpty() && queue.bytes() + bytes > capacityBytes) {
            long patience = stallNanos - (System.nanoTime() - lastProgressNanos);
            if (patience <= 0 || !await(patience)) {
                cutOff();
            }
        }
    }

    private void cutOff() {
        lost = queue.lines();
        queue.clear();
        changed.signalAll();
    }

    /** False when the thread was interrupted: whatever it waits for, it is asked not to. */
    @SuppressWarnings("WaitNotInLoop") // its callers are the loops
    private boolean await(long nanos) {
        try {
            changed.awaitNanos(nanos);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What the writing thread writes next, as one piece. */
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

        /** Not to be changed: it may be shared by all clients. */
        public byte[] bytes() {
            return bytes;
        }

        public boolean isEmpty() {
            return lines == 0;
        }
    }

    /** Takes what waits, at most some 64 KiB unless what was put at once is longer; empty when nothing does. */
    public Batch poll() {
        lock.lock();
        try {
            Batch batch = closed ? Batch.NONE : queue.take(BATCH_BYTES, addNotice());
            inFlight = batch.lines;
            changed.signalAll();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /** Puts the notice of a gap in front of what waits; says how many notices that are. */
    private int addNotice() {
        if (lost == 0) {
            return 0;
        }
        EncodedLines notice = EncodedLines.of(MessageCodec.encode(new Lagged(lost)));
        queue.addFirst(notice);
        lost = 0;
        return 1;
    }

    /** Like {@link #poll}, but waits for something to write; empty only when the backlog is closed. */
    public Batch take() throws InterruptedException {
        lock.lock();
        try {
            while (!closed && queue.isEmpty() && lost == 0) {
                changed.await();
            }
            return poll();
        } finally {
            lock.unlock();
        }
    }

    /** The writing thread got some bytes of its batch out: the client is alive. */
    public void madeProgress() {
        lock.lock();
        try {
            lastProgressNanos = System.nanoTime();
        } finally {
            lock.unlock();
        }
    }

    /** The writing thread got its whole batch out. */
    public void wrote(Batch batch) {
        lock.lock();
        try {
            delivered += batch.lines - batch.notices;
            inFlight = 0;
            lastProgressNanos = System.nanoTime();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until everything is written, the client is stuck, the thread is interrupted, or the time is up. */
    void awaitWritten(long deadlineNanoTime) {
        lock.lock();
        try {
            while (!closed && !isIdle()) {
                long now = System.nanoTime();
                long patience = Math.min(deadlineNanoTime - now, stallNanos - (now - lastProgressNanos));
                if (patience <= 0 || !await(patience)) {
                    return;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Drops everything and frees both threads. */
    void close() {
        lock.lock();
        try {
            closed = true;
            queue.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Lines that went out. */
    long delivered() {
        lock.lock();
        try {
            return delivered;
        } finally {
            lock.unlock();
        }
    }

    /** The number of the first line that was put here; 0 before. */
    public long firstLine() {
        lock.lock();
        try {
            return firstLine;
        } finally {
            lock.unlock();
        }
    }

    /** Lines that wait. */
    long waiting() {
        lock.lock();
        try {
            return queue.lines() + inFlight;
        } finally {
            lock.unlock();
        }
    }

    /** True while the client is cut off. */
    public boolean isLagging() {
        lock.lock();
        try {
            return lost > 0;
        } finally {
            lock.unlock();
        }
    }
}
