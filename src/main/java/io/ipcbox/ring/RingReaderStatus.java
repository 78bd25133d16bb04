package io.ipcbox.ring;

import java.time.Instant;

/**
 * A registered reader as the writer sees it.
 *
 * @param pid its process id, in its own namespace
 * @param taken the number of messages it has taken
 * @param behind the number of published messages that it has not taken yet
 * @param cutOff true if it was stuck and has not joined again
 */
public record RingReaderStatus(int place, long pid, Instant joined, long taken, long behind, boolean cutOff) {
    static RingReaderStatus of(RingMemory ring, int place, long published) {
        long at = RingLayout.placeAt(place);
        long next = ring.bytes.acquireLong(at + RingLayout.NEXT);
        return new RingReaderStatus(
                place,
                ring.bytes.getLong(at + RingLayout.READER_PID),
                Instant.ofEpochMilli(ring.joinedMillis(place)),
                ring.bytes.acquireLong(at + RingLayout.TAKEN),
                Math.max(0, published - next),
                ring.placeState(place) == RingLayout.CUT_OFF);
    }
}
