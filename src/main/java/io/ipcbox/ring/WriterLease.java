package io.ipcbox.ring;

import io.ipcbox.ipc.memory.MemoryFaults;
import io.ipcbox.ipc.waiting.Deadline;
import java.lang.invoke.VarHandle;
import java.time.Duration;

/**
 * How far the writer may write, and its waits for readers that are in the way. It takes space a sixteenth of the ring at
 * a time, so that it looks at the readers' cursors seldom. The publishing thread calls; {@link #wake} any thread may.
 */
final class WriterLease {
    private final RingMemory ring;
    private final RingPlaces places;
    private final WaitStrategy waiting;
    private final long stallNanos;

    // What everybody is told may be overwritten. It may be more than was granted in the end, and never goes back:
    // bytes that some writer may have destroyed, this one or a dead one, are never offered to a newcomer.
    private long announced;
    // How far this writer may write: every registered reader has been looked at and leaves that room.
    private long granted;
    private final WaitEnd end;

    WriterLease(RingMemory ring, RingPlaces places, WaitStrategy waiting, long stallNanos, WaitEnd end) {
        this.ring = ring;
        this.end = end;
        this.places = places;
        this.waiting = waiting;
        this.stallNanos = stallNanos;
    }

    /** Goes on where the last writer stopped, which may have died between announcing a lease and looking at readers. */
    void resume(long tail) {
        announced = ring.lease();
        granted = tail;
        if (tail < 0
                || tail % RingLayout.RECORD_HEADER_BYTES != 0
                || announced < tail
                || announced > tail + ring.capacity) {
            throw ring.damaged("its counters make no sense");
        }
    }

    /** Up to here the writer may write. */
    long end() {
        return granted;
    }

    /** Gets the right to overwrite up to {@code from + bytes}; waits for the readers that are in the way. */
    boolean extend(long from, long bytes) {
        if (tryExtend(from, bytes)) {
            return true;
        }
        places.startWaiting();
        for (int look = 0; waiting.pause(look); look++) {
            if (tryExtend(from, bytes)) {
                return true;
            }
        }
        return sleepFor(from, bytes);
    }

    private boolean sleepFor(long from, long bytes) {
        while (!end.isStopped()) {
            sayThatItSleeps();
            if (tryExtend(from, bytes)) {
                return true;
            }
            long patience = places.removeDeadAndStuck(from + bytes - ring.capacity);
            if (tryExtend(from, bytes)) {
                return true;
            }
            if (end.goesOn(Deadline.NEVER)) {
                sleepOnce(Math.min(patience, Deadline.SLICE_NANOS));
            }
        }
        return false;
    }

    private void sayThatItSleeps() {
        ring.bytes.setInt(RingLayout.WRITER_ASLEEP_AT, 1);
        // Full: the cursors are looked at after everybody can see this, or a reader that has just moved would not wake
        // it. The readers have a full fence between their two steps as well.
        VarHandle.fullFence();
    }

    private void sleepOnce(long nanos) {
        if (!end.hasCome()) {
            ring.writerAsleep.sleep(1, nanos);
        }
    }

    /**
     * Announces a lease, then looks whether the readers allow it. The order matters: a reader that joins at an old
     * record meanwhile is either seen here or sees the announcement and chooses a newer record.
     */
    private boolean tryExtend(long from, long bytes) {
        long wanted = from + bytes;
        announced = Math.max(announced, Math.max(wanted, from + ring.leaseStep()));
        ring.bytes.releaseLong(RingLayout.LEASE_AT, announced);
        // Also: no byte may be overwritten before the lease that says so can be seen.
        VarHandle.fullFence();
        granted = Math.min(announced, places.slowestCursor(from) + ring.capacity);
        return granted >= wanted;
    }

    /** Waits until every registered reader that is alive and was not cut off has taken everything up to the tail. */
    boolean awaitDrained(long tail, Deadline deadline) {
        long progress = places.progress();
        Deadline stall = Deadline.after(Duration.ofNanos(stallNanos));
        while (!places.haveAllTaken(tail)) {
            if (places.progress() != progress) {
                progress = places.progress();
                stall = Deadline.after(Duration.ofNanos(stallNanos));
            }
            if (end.isStopped() || stall.hasPassed() || !end.goesOn(deadline)) {
                return false;
            }
            sayThatItSleeps();
            if (!places.haveAllTaken(tail)) {
                sleepOnce(stall.sleepNanos(deadline.sleepNanos(Deadline.SLICE_NANOS)));
            }
        }
        return true;
    }

    /** Has a wait that is under way look whether it is to end. */
    void wake() {
        try {
            // The thread that is just about to sleep finds another value, and does not.
            ring.bytes.releaseInt(RingLayout.WRITER_ASLEEP_AT, 0);
            ring.writerAsleep.wakeAll();
        } catch (InternalError e) {
            // The file was truncated; the publishing thread meets that too, and says so.
        } finally {
            MemoryFaults.forget();
        }
    }
}
