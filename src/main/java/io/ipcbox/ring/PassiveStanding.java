package io.ipcbox.ring;

import io.ipcbox.ipc.waiting.Deadline;
import io.ipcbox.ring.RingMemory.Checkpoint;
import java.lang.invoke.VarHandle;

/**
 * A reader that nobody knows of: it writes nothing, so its mapping can be read-only, and finds out by the lease whether
 * the writer has overwritten what it was reading. It cannot say that it sleeps either, so it looks again by itself: after
 * a millisecond at first, after 50 when nothing comes for long, earlier when a registered reader is woken.
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
        // The writer announces its lease, then passes a full fence, then overwrites. Who has loaded what it wrote, and
        // looks at the lease after that, sees the announcement.
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
