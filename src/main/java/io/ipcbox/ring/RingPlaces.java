package io.ipcbox.ring;

import io.ipcbox.ipc.ByteLocks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The readers' places as the writer sees them: which readers are in the way, stuck or dead. Called by the publishing
 * thread; {@link #statuses} and {@link #haveAllTaken} by any thread.
 */
final class RingPlaces {
    private final RingMemory ring;
    private final ByteLocks locks;
    private final long stallNanos;
    // Each place's cursor when it was last seen to move, and that time; used only while the ring is full.
    private final long[] seenCursor;
    private final long[] seenNanos;

    RingPlaces(RingMemory ring, ByteLocks locks, long stallNanos) {
        this.ring = ring;
        this.locks = locks;
        this.stallNanos = stallNanos;
        this.seenCursor = new long[ring.places];
        this.seenNanos = new long[ring.places];
    }

    /** The lowest cursor of the registered readers; the tail if there are none. */
    long slowestCursor(long tail) {
        long slowest = tail;
        for (int place = 0; place < ring.places; place++) {
            if (ring.isActive(place)) {
                slowest = Math.min(slowest, ring.cursor(place));
            }
        }
        return slowest;
    }

    /** Starts a wait for room: from now on, the time without progress counts for each reader. */
    void startWaiting() {
        Arrays.fill(seenCursor, -1);
    }

    /**
     * Frees the places of dead readers and cuts off those that have not moved for the stall timeout.
     *
     * @param needed a reader that has not reached this position is in the way
     * @return how long until the next reader counts as stuck, in nanoseconds
     */
    long removeDeadAndStuck(long needed) {
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
                // Safe even if the reader has just left or a new one has joined: the lock, not the state, makes a place
                // free, and a new reader finds itself cut off before it has read anything, and joins again.
                ring.bytes.releaseInt(stateAt(place), RingLayout.CUT_OFF);
                continue;
            }
            patience = Math.min(patience, stallNanos - (now - seenNanos[place]));
        }
        return Math.max(patience, 1);
    }

    /** A place whose lock is free has no living holder. Taking the lock keeps new readers out meanwhile. */
    private synchronized boolean freeIfDead(int place) {
        long lockAt = RingLayout.placeLockAt(place);
        if (locks.isLockedElsewhere(lockAt) || !locks.tryLock(lockAt)) {
            return false;
        }
        ring.bytes.releaseInt(stateAt(place), RingLayout.FREE);
        locks.unlock(lockAt);
        return true;
    }

    private static long stateAt(int place) {
        return RingLayout.placeAt(place) + RingLayout.PLACE_STATE;
    }

    /** True if every registered reader that is alive and was not cut off has taken everything. */
    boolean haveAllTaken(long tail) {
        for (int place = 0; place < ring.places; place++) {
            if (ring.isActive(place) && ring.cursor(place) < tail && !freeIfDead(place)) {
                return false;
            }
        }
        return true;
    }

    /** Changes when a registered reader takes a message. */
    long progress() {
        long sum = 0;
        for (int place = 0; place < ring.places; place++) {
            sum += ring.isActive(place) ? ring.cursor(place) : 0;
        }
        return sum;
    }

    /** The readers that have joined. Frees the places of dead readers. */
    List<RingReaderStatus> statuses(long published) {
        List<RingReaderStatus> readers = new ArrayList<>();
        for (int place = 0; place < ring.places; place++) {
            if (ring.placeState(place) != RingLayout.FREE && ring.joinedMillis(place) != 0 && !freeIfDead(place)) {
                readers.add(RingReaderStatus.of(ring, place, published));
            }
        }
        return readers;
    }
}
