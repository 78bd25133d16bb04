package io.ipcbox.ring;

import static io.ipcbox.ring.RingLayout.BEGIN;
import static io.ipcbox.ring.RingLayout.PADDING;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import java.util.Arrays;

/** Where a reader puts the parts of a message together. Grows as needed and is used again; one thread's. */
final class MessageBuffer {
    private static final int FIRST_BYTES = 4096;

    private final int largest;
    private final boolean inParts;
    private byte[] bytes;
    // Of a message that is too long, also of the parts that were not kept.
    private long length;
    // True from a message's first part on, until its last one was there.
    private boolean assembling;
    private boolean atFirstPart;

    /**
     * @param largest message, in bytes
     * @param inParts true to give each part away by itself
     */
    MessageBuffer(int largest, boolean inParts) {
        if (largest < 0) {
            throw new IllegalArgumentException("a message has at least 0 bytes, largestMessage=" + largest);
        }
        this.largest = largest;
        this.inParts = inParts;
        this.bytes = new byte[Math.min(FIRST_BYTES, largest)];
    }

    /** What was begun goes on no more. */
    void drop() {
        assembling = false;
    }

    /** A message came in one piece, and is not kept here. */
    void whole() {
        atFirstPart = true;
        assembling = false;
    }

    /** A part with these flags follows. True when it is wanted: its message was taken from the beginning. */
    boolean takes(int flags) {
        atFirstPart = (flags & BEGIN) != 0;
        assembling = assembling || atFirstPart;
        if (atFirstPart || inParts) {
            length = 0;
        }
        return assembling && flags != PADDING;
    }

    /** The last part was there. True when its message was taken from the beginning. */
    boolean end() {
        boolean complete = assembling;
        assembling = false;
        return complete;
    }

    boolean isAtFirstPart() {
        return atFirstPart;
    }

    boolean isGivenInParts() {
        return assembling && inParts;
    }

    /** What to throw when a message was passed because it is longer than the largest. */
    IpcException tooLong(long messageBytes, String object) {
        return new IpcException(
                "receive a message of " + messageBytes + " bytes from",
                object,
                Errno.EMSGSIZE,
                "this reader takes up to " + largest
                        + "; the next read goes on with the next message; for such messages, let it take larger ones or"
                        + " read in parts");
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
