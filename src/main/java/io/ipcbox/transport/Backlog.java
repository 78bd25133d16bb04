package io.ipcbox.transport;

import io.ipcbox.message.Lagged;
import io.ipcbox.message.MessageCodec;
import java.time.Duration;
import java.util.ArrayDeque;
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
    private final ArrayDeque<byte[]> frames = new ArrayDeque<>();
    private long queuedBytes;
    private long lost;
    private long delivered;
    private int inFlight;
    private long lastProgressNanos;
    private boolean closed;

    /**
     * @param capacityBytes how much may wait; a single longer frame is let in when nothing else waits
     * @param whenFilled called by the publishing thread when something to write has come and the writing thread may
     *     not know
     */
    public Backlog(long capacityBytes, Duration stallTimeout, Runnable whenFilled) {
        this.capacityBytes = capacityBytes;
        this.stallNanos = stallTimeout.toNanos();
        this.whenFilled = whenFilled;
    }

    /** Adds a line; waits for room, or gives the client up as stuck. To a thread that is interrupted all are stuck. */
    public void put(byte[] frame) {
        boolean wasIdle;
        lock.lock();
        try {
            awaitRoom(frame.length);
            if (closed) {
                return;
            }
            if (lost > 0) {
                lost++;
                return;
            }
            wasIdle = add(frame);
        } finally {
            lock.unlock();
        }
        if (wasIdle) {
            whenFilled.run();
        }
    }

    /** Adds the last frame. It is not a line that could be lost: it goes out even after a gap. Does not wait. */
    public void putLast(byte[] frame) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            add(frame);
        } finally {
            lock.unlock();
        }
        whenFilled.run();
    }

    private boolean add(byte[] frame) {
        boolean wasIdle = isIdle();
        if (wasIdle) {
            lastProgressNanos = System.nanoTime();
        }
        frames.add(frame);
        queuedBytes += frame.length;
        changed.signalAll();
        return wasIdle;
    }

    private boolean isIdle() {
        return frames.isEmpty() && inFlight == 0;
    }

    private void awaitRoom(int bytes) {
        while (!closed && lost == 0 && !frames.isEmpty() && queuedBytes + bytes > capacityBytes) {
            long patience = stallNanos - (System.nanoTime() - lastProgressNanos);
            if (patience <= 0 || !await(patience)) {
                cutOff();
            }
        }
    }

    private void cutOff() {
        lost = frames.size();
        frames.clear();
        queuedBytes = 0;
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
        private static final Batch NONE = new Batch(new byte[0], 0, 0);

        private final byte[] bytes;
        private final int frames;
        private final int notices;

        private Batch(byte[] bytes, int frames, int notices) {
            this.bytes = bytes;
            this.frames = frames;
            this.notices = notices;
        }

        /** Not to be changed: frames are shared by all clients. */
        public byte[] bytes() {
            return bytes;
        }

        public boolean isEmpty() {
            return frames == 0;
        }
    }

    /** Takes what waits, at most some 64 KiB unless a single frame is longer; empty when nothing does. */
    public Batch poll() {
        lock.lock();
        try {
            Batch batch = closed ? Batch.NONE : nextBatch(addNotice());
            inFlight = batch.frames;
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
        byte[] notice = MessageCodec.encode(new Lagged(lost));
        frames.addFirst(notice);
        queuedBytes += notice.length;
        lost = 0;
        return 1;
    }

    private Batch nextBatch(int notices) {
        byte[] first = frames.peek();
        if (first == null) {
            return Batch.NONE;
        }
        int length = 0;
        int count = 0;
        for (byte[] frame : frames) {
            if (count > 0 && length + frame.length > BATCH_BYTES) {
                break;
            }
            length += frame.length;
            count++;
        }
        byte[] bytes = count == 1 ? first : join(count, length);
        if (count == 1) {
            frames.remove();
        }
        queuedBytes -= length;
        return new Batch(bytes, count, notices);
    }

    /** Takes so many frames, which together are that long: many clients have small batches, and none of them spare heap. */
    private byte[] join(int count, int length) {
        byte[] bytes = new byte[length];
        int at = 0;
        for (int i = 0; i < count; i++) {
            byte[] frame = frames.remove();
            System.arraycopy(frame, 0, bytes, at, frame.length);
            at += frame.length;
        }
        return bytes;
    }

    /** Like {@link #poll}, but waits for something to write; empty only when the backlog is closed. */
    public Batch take() throws InterruptedException {
        lock.lock();
        try {
            while (!closed && frames.isEmpty() && lost == 0) {
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
            delivered += batch.frames - batch.notices;
            inFlight = 0;
            lastProgressNanos = System.nanoTime();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until everything is written, the client is stuck, the thread is interrupted, or the time is up. */
    public void awaitWritten(long deadlineNanoTime) {
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
    public void close() {
        lock.lock();
        try {
            closed = true;
            frames.clear();
            queuedBytes = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Lines that went out. */
    public long delivered() {
        lock.lock();
        try {
            return delivered;
        } finally {
            lock.unlock();
        }
    }

    /** Lines that wait. */
    public long waiting() {
        lock.lock();
        try {
            return frames.size() + (long) inFlight;
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
