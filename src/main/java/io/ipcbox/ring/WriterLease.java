package io.ipcbox.ring;

import io.ipcbox.ipc.Deadline;
import io.ipcbox.ipc.mapping.MemoryFaults;
import java.lang.invoke.VarHandle;
import java.time.Duration;

/**
 * The space that the writer may write, and its waits for readers that are in the way. It leases a sixteenth of the ring
 * at a time, so that it rarely loads the readers' cursors. Called by the publishing thread; {@link #wake} by any
 * thread.
 */
final class WriterLease {
    private final RingMemory ring;
    private final RingPlaces places;
    private final WaitStrategy waiting;
    private final long stallNanos;

    // The space that readers are told may be overwritten. It can exceed what was granted, and never decreases: bytes
    // that this or an earlier writer may have overwritten are never offered to a new reader.
    private long announced;
    // The end of the space that this writer may write: all registered readers have released it.
    private long granted;
    private final WaitEnd end;

    WriterLease(RingMemory ring, RingPlaces places, WaitStrategy waiting, long stallNanos, WaitEnd end) {
        this.ring = ring;
        this.end = end;
        this.places = places;
        this.waiting = waiting;
        this.stallNanos = stallNanos;
    }

    /** Continues after the last writer, which may have died between announcing a lease and checking the readers. */
    void resume(long tail) {
        announced = ring.lease();
        granted = tail;
        if (tail < 0
                || tail % RingLayout.RECORD_HEADER_BYTES != 0
                || announced < tail
                || announced > tail + ring.capacity) {
            throw ring.damaged("its counters are not valid");
        }
    }

    long end() {
        return granted;
    }

    /** Extends the lease to {@code from + bytes}, waiting for readers that are in the way. */
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
            announceSleep();
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

    private void announceSleep() {
        ring.bytes.setInt(RingLayout.WRITER_ASLEEP_AT, 1);
        // Full: cursors must be loaded after this store is visible, or a reader that has just moved would not wake the
        // writer. Readers have a full fence between their two steps as well.
        VarHandle.fullFence();
    }

    private void sleepOnce(long nanos) {
        if (!end.hasCome()) {
            ring.writerAsleep.sleep(1, nanos);
        }
    }

    /**
     * Announces a lease, then checks whether the readers allow it. The order matters: a reader that joins at an old
     * record meanwhile either is seen here, or sees the announcement and chooses a newer record.
     */
    private boolean tryExtend(long from, long bytes) {
        long wanted = from + bytes;
        announced = Math.max(announced, Math.max(wanted, from + ring.leaseStep()));
        ring.bytes.releaseLong(RingLayout.LEASE_AT, announced);
        // Also keeps bytes from being overwritten before the lease is visible.
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
            announceSleep();
            if (!places.haveAllTaken(tail)) {
                sleepOnce(stall.sleepNanos(deadline.sleepNanos(Deadline.SLICE_NANOS)));
            }
        }
        return true;
    }

    /** Makes the current wait check whether to end. */
    void wake() {
        try {
            // A thread that is about to sleep finds the value changed, and does not.
            ring.bytes.releaseInt(RingLayout.WRITER_ASLEEP_AT, 0);
            ring.writerAsleep.wakeAll();
        } catch (InternalError e) {
            // The file was truncated, which the publishing thread finds and reports.
        } finally {
            MemoryFaults.forget();
        }
    }
}
