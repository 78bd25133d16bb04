package io.ipcbox.ring;

import io.ipcbox.ipc.Deadline;
import io.ipcbox.ring.RingMemory.Checkpoint;
import java.lang.invoke.VarHandle;

/**
 * A reader that the writer does not know of. It writes nothing, so its mapping can be read-only; the lease tells it
 * whether the writer has overwritten what it was reading. It cannot announce that it sleeps, so it polls: after 1
 * millisecond at first, every 50 when idle for long, and earlier when a registered reader is woken.
 */
final class PassiveStanding implements Standing {
    private static final long FIRST_SLEEP_NANOS = 1_000_000;
    private static final int LONGEST_DOUBLINGS = 6;

    private final RingMemory ring;

    PassiveStanding(RingMemory ring) {
        this.ring = ring;
    }

    @Override
    public Checkpoint register(boolean atOldest) {
        return ring.checkpoint(atOldest);
    }

    @Override
    public boolean isStillThere(long position) {
        // The writer announces its lease, passes a full fence, then overwrites. A reader that loaded new bytes and then
        // loads the lease sees the announcement.
        VarHandle.loadLoadFence();
        return position >= ring.lease() - ring.capacity;
    }

    @Override
    public boolean rejoinsAtOldest() {
        return true;
    }

    @Override
    public long prepareSleep(int round) {
        return Math.min(FIRST_SLEEP_NANOS << Math.min(round, LONGEST_DOUBLINGS), Deadline.SLICE_NANOS / 2);
    }
}
