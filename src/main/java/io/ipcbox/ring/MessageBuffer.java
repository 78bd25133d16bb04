package io.ipcbox.ring;

import java.util.Arrays;

/** Where a reader puts the parts of a message together. Grows as needed and is used again; one thread's. */
final class MessageBuffer {
    private static final int FIRST_BYTES = 4096;

    private final int largest;
    private byte[] bytes;
    // Of a message that is too long, also of the parts that were not kept.
    private long length;

    /** @param largest message, in bytes */
    MessageBuffer(int largest) {
        if (largest < 0) {
            throw new IllegalArgumentException("a message has at least 0 bytes, largestMessage=" + largest);
        }
        this.largest = largest;
        this.bytes = new byte[Math.min(FIRST_BYTES, largest)];
    }

    void clear() {
        length = 0;
    }

    /** True when what was added is longer than the largest message; it is not all here then. */
    boolean isTooLong() {
        return length > largest;
    }

    /** Adds a part. */
    void append(RingBytes ring, long at, int part) {
        if (makeRoom(part)) {
            ring.copyOut(at, bytes, (int) length, part);
        }
        length += part;
    }

    /** The same, for a part that was copied out of the ring already. */
    void append(byte[] from, int start, int part) {
        if (makeRoom(part)) {
            System.arraycopy(from, start, bytes, (int) length, part);
        }
        length += part;
    }

    private boolean makeRoom(int part) {
        long needed = length + part;
        if (needed > largest) {
            return false;
        }
        if (bytes.length < needed) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Math.max(2L * bytes.length, needed), largest));
        }
        return true;
    }

    int largest() {
        return largest;
    }

    byte[] bytes() {
        return bytes;
    }

    long length() {
        return length;
    }
}
