package io.ipcbox.ring;

import java.lang.invoke.VarHandle;

/**
 * A second copy of the newest message, if it is short, in the cache line of the tail. A reader that waits at the tail
 * gets it with the tail and need not fetch a second line from the writer's processor, which saves a third of a
 * message's travel time. In a stream, where no reader waits at the tail, copies would halve the writer's speed, so the
 * writer makes them only when a reader asks for them.
 *
 * <p>The copy can change while a reader copies it. It is therefore marked with the tail of its message, which the
 * writer stores before the bytes and the reader checks after copying them. If the mark equals the tail that the reader
 * had loaded before, no byte belongs to the next message.
 */
final class NewestMessage {
    private static final long MOST_RECORD_BYTES = RingLayout.recordBytes(RingLayout.NEWEST_BYTES);

    private final RingBytes bytes;

    NewestMessage(RingBytes bytes) {
        this.bytes = bytes;
    }

    /** Invalidates what an earlier writer left, which may have died while it wrote. */
    void clear() {
        bytes.setLong(RingLayout.NEWEST_END_AT, 0);
        VarHandle.storeStoreFence();
    }

    /** Tells the writer whether to make copies. For registered readers. */
    void wish(boolean copies) {
        int wished = copies ? 1 : 0;
        // Stores only changes: the writer loads this for every message.
        if (bytes.getInt(RingLayout.COPIES_WISHED_AT) != wished) {
            bytes.setInt(RingLayout.COPIES_WISHED_AT, wished);
        }
    }

    /** Copies the message that the next store of the tail publishes, if it is short. */
    void show(long end, long sequence, byte[] message, int offset, int length) {
        if (length <= RingLayout.NEWEST_BYTES) {
            bytes.setLong(RingLayout.NEWEST_END_AT, end);
            // A reader that sees a byte of this message also sees that the previous mark is gone.
            VarHandle.storeStoreFence();
            bytes.setLong(
                    RingLayout.NEWEST_HEADER_AT,
                    RingLayout.recordHeader(length, RingLayout.BEGIN | RingLayout.END, sequence));
            bytes.copyIn(message, offset, RingLayout.NEWEST_BYTES_AT, length);
        }
    }

    /**
     * The header of the copy, if its length fits between these positions. Not valid until {@link #isOf} confirms it.
     *
     * @return 0 if it does not fit; usually found without loading the tail's line, which would cost the writer time
     */
    long headerBetween(long position, long tail) {
        if (tail - position > MOST_RECORD_BYTES) {
            return 0;
        }
        long header = bytes.getLong(RingLayout.NEWEST_HEADER_AT);
        int length = RingLayout.length(header);
        return length <= RingLayout.NEWEST_BYTES && RingLayout.recordBytes(length) == tail - position ? header : 0;
    }

    /** Copies header and bytes. */
    void copyOut(byte[] to) {
        bytes.copyOut(RingLayout.NEWEST_HEADER_AT, to, 0, RingLayout.RECORD_HEADER_BYTES + RingLayout.NEWEST_BYTES);
    }

    /**
     * True if the bytes copied before this call are the message that ends at this tail, which was loaded before them.
     */
    boolean isOf(long tail) {
        VarHandle.loadLoadFence();
        return bytes.getLong(RingLayout.NEWEST_END_AT) == tail;
    }
}
