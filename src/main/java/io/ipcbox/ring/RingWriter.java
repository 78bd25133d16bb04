package io.ipcbox.ring;

import static io.ipcbox.ring.RingLayout.ACTIVE;
import static io.ipcbox.ring.RingLayout.BEGIN;
import static io.ipcbox.ring.RingLayout.CUT_OFF;
import static io.ipcbox.ring.RingLayout.END;
import static io.ipcbox.ring.RingLayout.FREE;
import static io.ipcbox.ring.RingLayout.INT;
import static io.ipcbox.ring.RingLayout.LONG;
import static io.ipcbox.ring.RingLayout.PADDING;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.waiting.Deadline;
import io.ipcbox.ipc.waiting.ShutdownWatch;
import io.ipcbox.ring.RingMemory.Checkpoint;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The one writer of a ring. One thread publishes; any thread may ask for {@link #readers}. It waits for slow readers
 * and cuts off those that take nothing for the stall timeout while the ring is full.
 */
public final class RingWriter {
    private final RingMemory ring;
    private final RingLocks locks;
    private final WaitStrategy waiting;
    private final long stallNanos;
    // What each place's cursor was when it was last seen to move, and when that was; only used while the ring is full.
    private final long[] seenCursor;
    private final long[] seenNanos;

    private long tail;
    private long lease;
    private long sequence;
    private final AtomicLong published = new AtomicLong();
    private volatile boolean stopped;
    private boolean hasRole = true;

    /**
     * Takes the writer's role.
     *
     * @throws IpcException EBUSY when another writer has it; EBADMSG when what the last writer left cannot be continued
     */
    RingWriter(RingMemory ring, RingLocks locks, Duration stallTimeout, WaitStrategy waiting) {
        if (!locks.tryLock(RingLayout.WRITER_LOCK_AT)) {
            throw new IpcException(
                    "write to", ring.object(), Errno.EBUSY, "another writer has it (pid " + writerPid(ring) + ")");
        }
        this.ring = ring;
        this.locks = locks;
        this.waiting = waiting;
        this.stallNanos = stallTimeout.toNanos();
        this.seenCursor = new long[ring.places];
        this.seenNanos = new long[ring.places];
        try {
            resume();
        } catch (RuntimeException e) {
            locks.unlock(RingLayout.WRITER_LOCK_AT);
            throw e;
        }
    }

    static long writerPid(RingMemory ring) {
        return ring.segment.get(LONG, RingLayout.WRITER_PID_AT);
    }

    /** Goes on where the last writer stopped; in a new ring, at 0. */
    private void resume() {
        tail = ring.tail();
        lease = ring.lease();
        if (tail < 0 || tail % RingLayout.RECORD_HEADER_BYTES != 0 || lease < tail || lease > tail + ring.capacity) {
            throw ring.damaged("its counters make no sense");
        }
        Checkpoint newest = ring.checkpoint(false);
        sequence = ring.sequenceAt(newest, tail);
        published.setRelease(sequence);
        WriterIdentity.current().store(ring.segment);
    }

    /** How many messages this ring has carried, those of earlier writers too. */
    public long published() {
        return published.getAcquire();
    }

    /**
     * Publishes one message: copies it into the ring, in parts if it is longer than an eighth of it, and wakes those
     * who sleep. Waits for room.
     *
     * @return false when the wait for room was ended by an interrupt, {@link #stop} or the end of the JVM; the message
     *     may have gone out in part then, which readers drop
     */
    public boolean publish(byte[] message, int offset, int length) {
        int done = 0;
        int flags = BEGIN;
        do {
            int part = Math.min(length - done, ring.longestPart());
            flags |= done + part == length ? END : 0;
            if (!append(message, offset + done, part, flags)) {
                return false;
            }
            done += part;
            flags = 0;
        } while (done < length);
        published.setRelease(++sequence);
        return true;
    }

    private boolean append(byte[] message, int offset, int length, int flags) {
        long bytes = RingLayout.recordBytes(length);
        long left = ring.untilWrap(tail);
        long padding = left < bytes ? left : 0;
        if (tail + padding + bytes > lease && !extendLease(padding + bytes)) {
            return false;
        }
        long from = tail;
        long position = from;
        if (padding > 0) {
            ring.segment.set(LONG, ring.at(position), header((int) padding - RingLayout.RECORD_HEADER_BYTES, PADDING));
            position += padding;
        }
        long at = ring.at(position);
        ring.segment.set(LONG, at, header(length, flags));
        MemorySegment.copy(
                message, offset, ring.segment, ValueLayout.JAVA_BYTE, at + RingLayout.RECORD_HEADER_BYTES, length);
        publishTail(position + bytes);
        if (ring.startsCheckpoint(from, position + bytes)) {
            // The next record will be the first one after a border: reading can begin there.
            ring.setCheckpoint(tail, (flags & END) != 0 ? sequence + 1 : sequence);
        }
        return true;
    }

    private long header(int length, int flags) {
        return RingLayout.recordHeader(length, flags, sequence);
    }

    private void publishTail(long position) {
        tail = position;
        RingLayout.releaseLong(ring.segment, RingLayout.TAIL_AT, position);
        // Without a full fence the look at the sleepers could come before the tail is visible, and a reader that has
        // just seen the old tail would sleep on with nobody to wake it.
        VarHandle.fullFence();
        wakeReaders();
    }

    private void wakeReaders() {
        if (ring.segment.get(INT, RingLayout.READERS_ASLEEP_AT) != 0) {
            RingLayout.releaseInt(ring.segment, RingLayout.READERS_ASLEEP_AT, 0);
            ring.readersAsleep.wakeAll();
        }
    }

    /** Gets the right to overwrite up to {@code tail + bytes}; waits for the readers that are in the way. */
    private boolean extendLease(long bytes) {
        if (tryLease(bytes)) {
            return true;
        }
        Arrays.fill(seenCursor, -1);
        for (int look = 0; waiting.pause(look); look++) {
            if (tryLease(bytes)) {
                return true;
            }
        }
        return sleepForLease(bytes);
    }

    private boolean sleepForLease(long bytes) {
        while (!stopped && !Thread.currentThread().isInterrupted() && !ShutdownWatch.isShuttingDown()) {
            ring.segment.set(INT, RingLayout.WRITER_ASLEEP_AT, 1);
            VarHandle.fullFence();
            if (tryLease(bytes)) {
                return true;
            }
            long patience = removeDeadAndStuck(tail + bytes - ring.capacity);
            if (tryLease(bytes)) {
                return true;
            }
            ring.writerAsleep.sleep(1, Math.min(patience, Deadline.SLICE_NANOS));
        }
        return false;
    }

    /**
     * Announces a lease, then looks whether the readers allow it. The order matters: a reader that joins at an old
     * record meanwhile is either seen here or sees the announcement and chooses a newer record.
     */
    private boolean tryLease(long bytes) {
        long wanted = tail + bytes;
        long proposed = Math.max(lease, Math.max(wanted, tail + ring.leaseStep()));
        RingLayout.releaseLong(ring.segment, RingLayout.LEASE_AT, proposed);
        VarHandle.fullFence();
        long granted = Math.max(lease, Math.min(proposed, slowestCursor() + ring.capacity));
        lease = granted;
        RingLayout.releaseLong(ring.segment, RingLayout.LEASE_AT, granted);
        // No byte may be overwritten before the lease that says so can be seen.
        VarHandle.storeStoreFence();
        return granted >= wanted;
    }

    /** The least cursor of the registered readers; the tail when there is none. */
    private long slowestCursor() {
        long slowest = tail;
        for (int place = 0; place < ring.places; place++) {
            if (ring.isActive(place)) {
                slowest = Math.min(slowest, ring.cursor(place));
            }
        }
        return slowest;
    }

    /**
     * Frees the places of dead readers and cuts off those that have not moved for the stall timeout.
     *
     * @param needed who has not reached this position is in the way
     * @return how long the next reader may still stand still, in nanoseconds
     */
    private long removeDeadAndStuck(long needed) {
        long now = System.nanoTime();
        long patience = stallNanos;
        for (int place = 0; place < ring.places; place++) {
            if (!ring.isActive(place) || ring.cursor(place) >= needed || freeIfDead(place)) {
                continue;
            }
            long cursor = ring.cursor(place);
            if (cursor != seenCursor[place]) {
                seenCursor[place] = cursor;
                seenNanos[place] = now;
            } else if (now - seenNanos[place] >= stallNanos) {
                RingLayout.compareAndSetInt(ring.segment, stateAt(place), ACTIVE, CUT_OFF);
                continue;
            }
            patience = Math.min(patience, stallNanos - (now - seenNanos[place]));
        }
        return Math.max(patience, 1);
    }

    /** A place whose lock is free belongs to nobody alive. Taking the lock first keeps a newcomer out meanwhile. */
    private synchronized boolean freeIfDead(int place) {
        long lockAt = RingLayout.placeLockAt(place);
        if (locks.isLockedElsewhere(lockAt) || !locks.tryLock(lockAt)) {
            return false;
        }
        RingLayout.releaseInt(ring.segment, stateAt(place), FREE);
        locks.unlock(lockAt);
        return true;
    }

    private static long stateAt(int place) {
        return RingLayout.placeAt(place) + RingLayout.PLACE_STATE;
    }

    /** True when every registered reader that is alive and was not cut off has taken everything. */
    public boolean isDrained() {
        for (int place = 0; place < ring.places; place++) {
            if (ring.isActive(place) && ring.cursor(place) < ring.tail() && !freeIfDead(place)) {
                return false;
            }
        }
        return true;
    }

    /** Waits until {@link #isDrained}, at most that long. */
    public boolean awaitDrained(Duration timeout) {
        Deadline deadline = Deadline.after(timeout);
        while (!isDrained()) {
            if (deadline.hasPassed()) {
                return false;
            }
            ring.segment.set(INT, RingLayout.WRITER_ASLEEP_AT, 1);
            VarHandle.fullFence();
            if (!isDrained()) {
                ring.writerAsleep.sleep(1, deadline.nextSliceNanos());
            }
        }
        return true;
    }

    /** The readers that hold a place now. Frees the places of dead ones on the way. */
    public List<RingReaderStatus> readers() {
        List<RingReaderStatus> readers = new ArrayList<>();
        for (int place = 0; place < ring.places; place++) {
            if (ring.placeState(place) != FREE && !freeIfDead(place)) {
                readers.add(RingReaderStatus.of(ring, place, published()));
            }
        }
        return readers;
    }

    /** Says that no message follows, and lets go. */
    public void end() {
        finish(RingLayout.ENDED);
    }

    /** Tells readers that a new ring has the name now, and lets go. */
    void replaced() {
        finish(RingLayout.REPLACED);
    }

    /** Gives the role up; the next writer continues the ring. */
    void letGo() {
        hasRole = false;
        locks.unlock(RingLayout.WRITER_LOCK_AT);
    }

    private void finish(int state) {
        if (hasRole) {
            RingLayout.releaseInt(ring.segment, RingLayout.STATE_AT, state);
            VarHandle.fullFence();
            wakeReaders();
            letGo();
        }
    }

    /** Ends a wait for room that is under way, and every later one at once. Any thread may call. */
    public void stop() {
        stopped = true;
        ring.writerAsleep.wakeAll();
    }
}
