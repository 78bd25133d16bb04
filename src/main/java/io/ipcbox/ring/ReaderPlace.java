package io.ipcbox.ring;

import static io.ipcbox.ring.RingLayout.ACTIVE;
import static io.ipcbox.ring.RingLayout.FREE;
import static io.ipcbox.ring.RingLayout.INT;
import static io.ipcbox.ring.RingLayout.LONG;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ring.RingMemory.Checkpoint;
import java.lang.invoke.VarHandle;

/**
 * The place that a reader holds: what it shows the writer of itself. The reading thread calls; {@link #wakeReaders} and
 * {@link #giveUp} any thread may, but nobody may be inside another method when the place is given up.
 */
final class ReaderPlace {
    private final RingMemory ring;
    private final RingLocks locks;
    private final int index;
    private final long at;
    private long shownPosition;
    private boolean held = true;

    private ReaderPlace(RingMemory ring, RingLocks locks, int index) {
        this.ring = ring;
        this.locks = locks;
        this.index = index;
        this.at = RingLayout.placeAt(index);
    }

    /** @throws IpcException EUSERS when all places are taken */
    static ReaderPlace take(RingMemory ring, RingLocks locks) {
        for (int candidate = 0; candidate < ring.places; candidate++) {
            if (locks.tryLock(RingLayout.placeLockAt(candidate))) {
                return new ReaderPlace(ring, locks, candidate);
            }
        }
        throw new IpcException(
                "join",
                ring.object(),
                Errno.EUSERS,
                "all " + ring.places + " places for readers are taken; start the server with more places");
    }

    /** Writes down whose place it is, for people to read. Whose it was before is no guest any more. */
    void sign() {
        RingLayout.releaseLong(ring.segment, at + RingLayout.JOINED, 0);
        ring.segment.set(
                LONG, at + RingLayout.READER_PID, ProcessHandle.current().pid());
    }

    /** Says that this reader gets every message that is published from now on. */
    void hasJoined() {
        RingLayout.releaseLong(ring.segment, at + RingLayout.JOINED, System.currentTimeMillis());
    }

    /** Registers at a checkpoint: from there on the writer overwrites nothing until this reader shows progress. */
    Checkpoint register(boolean atOldest) {
        Checkpoint start;
        do {
            RingLayout.releaseInt(ring.segment, at + RingLayout.PLACE_STATE, FREE);
            start = ring.checkpoint(atOldest);
            RingLayout.releaseLong(ring.segment, at + RingLayout.CURSOR, start.position());
            RingLayout.releaseInt(ring.segment, at + RingLayout.PLACE_STATE, ACTIVE);
            // The writer announces its lease before it looks at the places: see RingWriter.tryLease.
            VarHandle.fullFence();
        } while (start.position() < ring.lease() - ring.capacity);
        shownPosition = start.position();
        return start;
    }

    /** False once the writer has cut this reader off. What was copied before this call is good if it says true. */
    boolean isActive() {
        VarHandle.loadLoadFence();
        return ring.isActive(index);
    }

    /** Shows progress now and then, and at once when the writer sleeps: to it, a reader that shows nothing is stuck. */
    void showIfDue(long position, long taken, long next) {
        if (position - shownPosition >= ring.leaseStep() || isWriterAsleep()) {
            show(position, taken, next);
        }
    }

    /**
     * Lets the writer have the space up to here, and wakes it if it sleeps for that.
     *
     * @param taken how many messages this reader has taken
     * @param next the number of the message it takes next
     */
    void show(long position, long taken, long next) {
        if (shownPosition == position) {
            return;
        }
        shownPosition = position;
        ring.segment.set(LONG, at + RingLayout.TAKEN, taken);
        ring.segment.set(LONG, at + RingLayout.NEXT, next);
        // Release: the copy out of the ring is done before the writer may overwrite it.
        RingLayout.releaseLong(ring.segment, at + RingLayout.CURSOR, position);
        wakeWriter();
    }

    private boolean isWriterAsleep() {
        return ring.segment.get(INT, RingLayout.WRITER_ASLEEP_AT) != 0;
    }

    private void wakeWriter() {
        VarHandle.fullFence();
        if (isWriterAsleep()) {
            RingLayout.releaseInt(ring.segment, RingLayout.WRITER_ASLEEP_AT, 0);
            ring.writerAsleep.wakeAll();
        }
    }

    /** Ends the sleep of every reader of the ring; nothing happens when the place was given up. */
    synchronized void wakeReaders() {
        if (held) {
            try {
                // Who is just about to sleep finds another value in the word, and does not.
                RingLayout.releaseInt(ring.segment, RingLayout.READERS_ASLEEP_AT, 0);
                ring.readersAsleep.wakeAll();
            } catch (InternalError e) {
                // The file was truncated; the reading thread meets that too, and says so.
            }
        }
    }

    /** Harmless when repeated. */
    synchronized void giveUp() {
        if (!held) {
            return;
        }
        held = false;
        try {
            RingLayout.releaseInt(ring.segment, at + RingLayout.PLACE_STATE, FREE);
            wakeWriter();
        } catch (InternalError e) {
            // The file was truncated: nobody can use it any more, so nobody waits for this place either.
        } finally {
            locks.unlock(RingLayout.placeLockAt(index));
        }
    }
}
