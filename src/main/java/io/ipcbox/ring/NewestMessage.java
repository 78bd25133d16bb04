package io.ipcbox.ring;

import static io.ipcbox.ring.RingLayout.BEGIN;
import static io.ipcbox.ring.RingLayout.COPIES_WISHED_AT;
import static io.ipcbox.ring.RingLayout.END;
import static io.ipcbox.ring.RingLayout.NEWEST_BYTES;
import static io.ipcbox.ring.RingLayout.NEWEST_BYTES_AT;
import static io.ipcbox.ring.RingLayout.NEWEST_END_AT;
import static io.ipcbox.ring.RingLayout.NEWEST_HEADER_AT;
import static io.ipcbox.ring.RingLayout.RECORD_HEADER_BYTES;

import java.lang.invoke.VarHandle;

/**
 * A second copy of the newest message, if it is short, in the cache line of the tail. A reader that waits at the tail has
 * that line with the tail, and needs not fetch a second one from the writer's processor: a third of the time that a
 * message takes to get there. A writer in a hurry would pay for it with half its speed, and nobody waits at the tail
 * then, so there is a copy only when a reader wishes it.
 *
 * <p>The copy changes while readers look at it, so it says which message it is, by the tail that belongs to it: written
 * before the bytes, and looked at after them. Who has seen that tail, has then copied the bytes, and then still finds its
 * number there, has not one byte of the next message.
 */
final class NewestMessage {
    private static final long MOST_RECORD_BYTES = RingLayout.recordBytes(NEWEST_BYTES);

    private final RingBytes bytes;

    NewestMessage(RingBytes bytes) {
        this.bytes = bytes;
    }

    /** A writer died, perhaps in the middle of it: what is here belongs to no tail. */
    void clear() {
        bytes.setLong(NEWEST_END_AT, 0);
        VarHandle.storeStoreFence();
    }

    /** Tells the writer whether copies are of use. Any reader may, that may write. */
    void wish(boolean copies) {
        int wished = copies ? 1 : 0;
        // A store only where it changes something: the writer loads this for every message.
        if (bytes.getInt(COPIES_WISHED_AT) != wished) {
            bytes.setInt(COPIES_WISHED_AT, wished);
        }
    }

    /** Shows the message that becomes visible with the next store of the tail, if it is short. */
    void show(long end, long sequence, byte[] message, int offset, int length) {
        if (length <= NEWEST_BYTES) {
            bytes.setLong(NEWEST_END_AT, end);
            // Who sees one byte of this message sees that the one before is not there any more.
            VarHandle.storeStoreFence();
            bytes.setLong(NEWEST_HEADER_AT, RingLayout.recordHeader(length, BEGIN | END, sequence));
            bytes.copyIn(message, offset, NEWEST_BYTES_AT, length);
        }
    }

    /**
     * The header of whatever message is here, if that may be the one between these positions; says nothing before {@link
     * #isOf} was asked.
     *
     * @return 0 if it is not; then mostly without a look at the tail's line, which costs the writer time
     */
    long headerBetween(long position, long tail) {
        if (tail - position > MOST_RECORD_BYTES) {
            return 0;
        }
        long header = bytes.getLong(NEWEST_HEADER_AT);
        int length = RingLayout.length(header);
        return length <= NEWEST_BYTES && RingLayout.recordBytes(length) == tail - position ? header : 0;
    }

    /** Copies header and bytes. */
    void copyOut(byte[] to) {
        bytes.copyOut(NEWEST_HEADER_AT, to, 0, RECORD_HEADER_BYTES + NEWEST_BYTES);
    }

    /** True if what was copied before this call is the message that ends at this tail, which was loaded before that. */
    boolean isOf(long tail) {
        VarHandle.loadLoadFence();
        return bytes.getLong(NEWEST_END_AT) == tail;
    }
}
