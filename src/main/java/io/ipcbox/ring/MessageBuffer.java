package io.ipcbox.ring;

import java.util.Arrays;

/** Where a reader puts the parts of a message together. Grows as needed and is used again; one thread's. */
final class MessageBuffer {
    private static final int FIRST_BYTES = 4096;

    private final int largest;
    private byte[] bytes;
    private int length;

    /** @param largest message, in bytes */
    MessageBuffer(int largest) {
        this.largest = largest;
        this.bytes = new byte[Math.min(FIRST_BYTES, largest)];
    }

    void clear() {
        length = 0;
    }

    boolean hasRoomFor(int part) {
        return part <= largest - length;
    }

    /** Adds a part, which {@link #hasRoomFor} said yes to. */
    void append(RingBytes ring, long at, int part) {
        grow(part);
        ring.copyOut(at, bytes, length, part);
        length += part;
    }

    /** The same, for a part that was copied out of the ring already. */
    void append(byte[] from, int start, int part) {
        grow(part);
        System.arraycopy(from, start, bytes, length, part);
        length += part;
    }

    private void grow(int part) {
        if (bytes.length - length < part) {
            long roomy = Math.max(2L * bytes.length, (long) length + part);
            bytes = Arrays.copyOf(bytes, (int) Math.min(roomy, largest));
        }
    }

    int largest() {
        return largest;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }
}
