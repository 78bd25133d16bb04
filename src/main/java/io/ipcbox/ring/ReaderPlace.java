package io.ipcbox.ring;

import io.ipcbox.ipc.ByteLocks;
import io.ipcbox.ipc.Deadline;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.mapping.MemoryFaults;
import io.ipcbox.ipc.waiting.AsymmetricFence;
import io.ipcbox.ring.RingMemory.Checkpoint;
import java.lang.invoke.VarHandle;

/**
 * The place that a registered reader holds: what it shows the writer of itself. Called by the thread that is inside the
 * reader's {@link RoleUse}, or that closes it.
 */
final class ReaderPlace implements Standing {
    // After each sleep the reader checks for what does not wake it: an interrupt, JVM shutdown, the death of the
    // writer. After a second without a message, half a second is soon enough and keeps an idle reader's processor time
    // near 0.
    private static final int SHORT_SLEEPS = 10;
    private static final long LONG_SLEEP_NANOS = 5 * Deadline.SLICE_NANOS;

    private final RingMemory ring;
    private final ByteLocks locks;
    private final int index;
    private final long at;
    private long shownPosition;

    private ReaderPlace(RingMemory ring, ByteLocks locks, int index) {
        this.ring = ring;
        this.locks = locks;
        this.index = index;
        this.at = RingLayout.placeAt(index);
    }

    /** @throws IpcException EUSERS when all places are taken */
    static ReaderPlace take(RingMemory ring, ByteLocks locks) {
        for (int candidate = 0; candidate < ring.places; candidate++) {
            if (locks.tryLock(RingLayout.placeLockAt(candidate))) {
                return new ReaderPlace(ring, locks, candidate);
            }
        }
        throw new IpcException(
                "join",
                ring.object(),
                Errno.EUSERS,
                "all " + ring.places
                        + " places for readers are taken; close one, read with a passive reader, or make the ring"
                        + " with more: RingSettings, places");
    }

    @Override
    public void sign() {
        ring.bytes.releaseLong(at + RingLayout.JOINED, 0);
        ring.bytes.setLong(at + RingLayout.READER_PID, ProcessHandle.current().pid());
    }

    @Override
    public void hasJoined() {
        ring.bytes.releaseLong(at + RingLayout.JOINED, System.currentTimeMillis());
    }

    /** Registers at a checkpoint: the writer overwrites nothing from there on until this reader shows progress. */
    @Override
    public Checkpoint register(boolean atOldest) {
        Checkpoint start;
        do {
            ring.bytes.releaseInt(at + RingLayout.PLACE_STATE, RingLayout.FREE);
            start = ring.checkpoint(atOldest);
            ring.bytes.releaseLong(at + RingLayout.CURSOR, start.position());
            ring.bytes.releaseInt(at + RingLayout.PLACE_STATE, RingLayout.ACTIVE);
            // The writer announces its lease before it looks at the places: see WriterLease.tryExtend.
            VarHandle.fullFence();
        } while (start.position() < ring.lease() - ring.capacity);
        shownPosition = start.position();
        // The cursor may be higher than at the first attempt, which a sleeping writer may be waiting for.
        wakeWriter();
        return start;
    }

    /** False once the writer has cut this reader off, which it does before it overwrites unread bytes. */
    @Override
    public boolean isStillThere(long position) {
        // The copied bytes are loaded before the state, so the state covers them.
        VarHandle.loadLoadFence();
        return ring.isActive(index);
    }

    @Override
    public void showIfDue(long position, long taken, long next) {
        if (position - shownPosition >= ring.leaseStep() || isAwaited()) {
            show(position, taken, next);
        }
    }

    @Override
    public void show(long position, long taken, long next) {
        if (shownPosition == position) {
            return;
        }
        shownPosition = position;
        ring.bytes.setLong(at + RingLayout.TAKEN, taken);
        ring.bytes.setLong(at + RingLayout.NEXT, next);
        // Release: the bytes have been copied out of the ring before the writer may overwrite them.
        ring.bytes.releaseLong(at + RingLayout.CURSOR, position);
        wakeWriter();
    }

    @Override
    public boolean rejoinsAtOldest() {
        return false;
    }

    @Override
    public long prepareSleep(int round) {
        ring.bytes.setInt(RingLayout.READERS_ASLEEP_AT, 1);
        // Heavy, pairing with the writer's light one: the writer sees this flag, or the caller sees what it published.
        // If the kernel refuses the fence, the check after the sleep makes up for it.
        AsymmetricFence.heavy();
        return round < SHORT_SLEEPS ? Deadline.SLICE_NANOS : LONG_SLEEP_NANOS;
    }

    private boolean isAwaited() {
        // Acquire, so that a loop over many messages loads it each time.
        return ring.bytes.acquireInt(RingLayout.WRITER_ASLEEP_AT) != 0;
    }

    private void wakeWriter() {
        VarHandle.fullFence();
        if (isAwaited()) {
            ring.bytes.releaseInt(RingLayout.WRITER_ASLEEP_AT, 0);
            ring.writerAsleep.wakeAll();
        }
    }

    @Override
    public void wishCopies(boolean copies) {
        ring.newest.wish(copies);
    }

    @Override
    public void giveUp() {
        try {
            ring.bytes.releaseInt(at + RingLayout.PLACE_STATE, RingLayout.FREE);
            wakeWriter();
        } catch (InternalError e) {
            // The file was truncated: the ring is unusable, so no process waits for this place.
        } finally {
            MemoryFaults.forget();
            locks.unlock(RingLayout.placeLockAt(index));
        }
    }
}
