package io.ipcbox.ring;

import static io.ipcbox.ring.RingLayout.BEGIN;
import static io.ipcbox.ring.RingLayout.END;
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
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The one writer of a ring. One thread publishes, ends and drains; any thread may ask for {@link #readers} or {@link
 * #stop} it. It waits for slow readers and cuts off those that take nothing for the stall timeout while the ring is
 * full. The role is given back by {@link #close}, by closing the ring's file, or by dying.
 */
public final class RingWriter implements AutoCloseable {
    private final RingMemory ring;
    private final RingLocks locks;
    private final RingPlaces places;
    private final WaitStrategy waiting;
    private final long stallNanos;

    private long tail;
    // What everybody is told may be overwritten. It may be more than was granted in the end, and never goes back:
    // bytes that some writer may have destroyed, this one or a dead one, are never offered to a newcomer.
    private long announced;
    // How far this writer may write: every registered reader has been looked at and leaves that room.
    private long granted;
    private long sequence;
    private final AtomicLong published = new AtomicLong();
    private volatile boolean stopped;
    private boolean ended;
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
        this.places = new RingPlaces(ring, locks, stallNanos);
        try {
            resume();
        } catch (RuntimeException | InternalError e) {
            close();
            throw e;
        }
    }

    private static long writerPid(RingMemory ring) {
        return ring.segment.get(LONG, RingLayout.WRITER_PID_AT);
    }

    /** Goes on where the last writer stopped; in a new ring, at 0. */
    private void resume() {
        tail = ring.tail();
        announced = ring.lease();
        // The last writer may have died between announcing a lease and looking whether readers allow it.
        granted = tail;
        if (tail < 0
                || tail % RingLayout.RECORD_HEADER_BYTES != 0
                || announced < tail
                || announced > tail + ring.capacity) {
            throw ring.damaged("its counters make no sense");
        }
        Checkpoint newest = ring.checkpoint(false);
        sequence = ring.sequenceAt(newest, tail);
        if (sequence < 0) {
            throw ring.damaged("its last records make no sense");
        }
        // The last writer may have died before it noted one; without any, nobody could join one day.
        ring.setCheckpoint(tail, sequence);
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
     *     may have gone out in part then, which readers drop. Also false when the ring was ended
     * @throws IpcException EIO when somebody truncated the ring's file
     */
    public boolean publish(byte[] message, int offset, int length) {
        try {
            return !ended && publishParts(message, offset, length);
        } catch (InternalError e) {
            throw ring.gone(e);
        }
    }

    private boolean publishParts(byte[] message, int offset, int length) {
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
        if (tail + padding + bytes > granted && !extendLease(padding + bytes)) {
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
        places.startWaiting();
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
            long patience = places.removeDeadAndStuck(tail + bytes - ring.capacity);
            if (tryLease(bytes)) {
                return true;
            }
            sleepOnce(Math.min(patience, Deadline.SLICE_NANOS));
        }
        return false;
    }

    private void sleepOnce(long nanos) {
        if (!stopped) {
            ring.writerAsleep.sleep(1, nanos);
        }
    }

    /**
     * Announces a lease, then looks whether the readers allow it. The order matters: a reader that joins at an old
     * record meanwhile is either seen here or sees the announcement and chooses a newer record.
     */
    private boolean tryLease(long bytes) {
        long wanted = tail + bytes;
        announced = Math.max(announced, Math.max(wanted, tail + ring.leaseStep()));
        RingLayout.releaseLong(ring.segment, RingLayout.LEASE_AT, announced);
        // Also: no byte may be overwritten before the lease that says so can be seen.
        VarHandle.fullFence();
        granted = Math.min(announced, places.slowestCursor(tail) + ring.capacity);
        return granted >= wanted;
    }

    /**
     * Waits until every registered reader that is alive and was not cut off has taken everything; gives up when the time
     * is up, when all who have not are stuck, and on {@link #stop}.
     *
     * @return true when all have
     * @throws IpcException EIO when somebody truncated the ring's file
     */
    public boolean awaitDrained(Duration timeout) {
        Deadline deadline = Deadline.after(timeout);
        try {
            long progress = places.progress();
            Deadline stall = Deadline.after(Duration.ofNanos(stallNanos));
            while (!places.haveAllTaken(tail)) {
                if (places.progress() != progress) {
                    progress = places.progress();
                    stall = Deadline.after(Duration.ofNanos(stallNanos));
                }
                if (stopped || deadline.hasPassed() || stall.hasPassed()) {
                    return false;
                }
                sleepUntilTaken(Math.min(deadline.nextSliceNanos(), stall.nextSliceNanos()));
            }
            return true;
        } catch (InternalError e) {
            throw ring.gone(e);
        }
    }

    private void sleepUntilTaken(long nanos) {
        ring.segment.set(INT, RingLayout.WRITER_ASLEEP_AT, 1);
        VarHandle.fullFence();
        if (!places.haveAllTaken(tail)) {
            sleepOnce(nanos);
        }
    }

    /** The readers that hold a place now. Frees the places of dead ones on the way. */
    public List<RingReaderStatus> readers() {
        return places.statuses(published());
    }

    /** Says that no message follows; readers that have taken everything are told so. The role is still this writer's. */
    public void end() {
        finish(RingLayout.ENDED);
    }

    /** Tells readers that a new ring has the name now. */
    void replaced() {
        finish(RingLayout.REPLACED);
    }

    private void finish(int state) {
        ended = true;
        try {
            RingLayout.releaseInt(ring.segment, RingLayout.STATE_AT, state);
            VarHandle.fullFence();
            wakeReaders();
        } catch (InternalError e) {
            throw ring.gone(e);
        }
    }

    /** Ends a wait for room that is under way, and every later one at once. Any thread may call, before the close. */
    public void stop() {
        stopped = true;
        try {
            // The thread that is just about to sleep finds another value, and does not.
            RingLayout.releaseInt(ring.segment, RingLayout.WRITER_ASLEEP_AT, 0);
            ring.writerAsleep.wakeAll();
        } catch (InternalError e) {
            // The file was truncated; the publishing thread meets that too, and says so.
        }
    }

    /** Gives the role up; if the ring was not ended, the next writer continues it. Harmless when repeated. */
    @Override
    public void close() {
        ended = true;
        if (hasRole) {
            hasRole = false;
            locks.unlock(RingLayout.WRITER_LOCK_AT);
        }
    }
}
