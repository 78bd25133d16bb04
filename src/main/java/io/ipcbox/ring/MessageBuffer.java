package io.ipcbox.ring;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import java.util.Arrays;

/** The reusable, growing buffer in which a reader assembles the parts of a message. For one thread. */
final class MessageBuffer {
    private static final int FIRST_BYTES = 4096;

    private final int largest;
    private final boolean inParts;
    private byte[] bytes;
    // For a message that is too long, this includes the parts that were not kept.
    private long length;
    // True from a message's first part until its last.
    private boolean assembling;
    private boolean atFirstPart;

    /**
     * @param largest the largest message, in bytes
     * @param inParts true to hand over each part by itself
     */
    MessageBuffer(int largest, boolean inParts) {
        if (largest < 0) {
            throw new IllegalArgumentException("the largest message cannot be negative, largestMessage=" + largest);
        }
        this.largest = largest;
        this.inParts = inParts;
        this.bytes = new byte[Math.min(FIRST_BYTES, largest)];
    }

    /** Drops an incomplete message. */
    void drop() {
        assembling = false;
    }

    /** Notes a message in one piece, which is not kept here. */
    void whole() {
        atFirstPart = true;
        assembling = false;
    }

    /** Prepares for a part with these flags. True if the part is wanted: its message was read from the beginning. */
    boolean takes(int flags) {
        atFirstPart = (flags & RingLayout.BEGIN) != 0;
        assembling = assembling || atFirstPart;
        if (atFirstPart || inParts) {
            length = 0;
        }
        return assembling && flags != RingLayout.PADDING;
    }

    /** Ends a message. True if it was read from the beginning. */
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

    /** The error for a message that was skipped because it is too long. */
    IpcException tooLong(long messageBytes, String object) {
        return new IpcException(
                "receive a message of " + messageBytes + " bytes from",
                object,
                Errno.EMSGSIZE,
                "this reader takes up to " + largest
                        + "; the next read continues with the next message; to receive such messages, raise the limit"
                        + " or read in parts");
    }

    /** True if the message exceeds the largest; it is incomplete then. */
    boolean isTooLong() {
        return length > largest;
    }

    void append(RingBytes ring, long at, int part) {
        if (makeRoom(part)) {
            ring.copyOut(at, bytes, (int) length, part);
        }
        length += part;
    }

    /** Adds a part that has already been copied out of the ring. */
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
