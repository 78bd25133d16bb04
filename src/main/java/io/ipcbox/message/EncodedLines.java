package io.ipcbox.message;

import java.util.Arrays;

/**
 * Encoded messages in a row, each with its LF: usually one, and many if they arrived at once. All clients share the bytes,
 * which must not be changed.
 */
public final class EncodedLines {
    private final byte[] bytes;
    private final int[] ends;
    private final long first;

    private EncodedLines(byte[] bytes, int[] ends, long first) {
        this.bytes = bytes;
        this.ends = ends;
        this.first = first;
    }

    /** A single message without a number, encoded by {@link MessageCodec}; takes over the array. */
    public static EncodedLines of(byte[] frame) {
        return of(frame, 0);
    }

    private static EncodedLines of(byte[] frame, long number) {
        return new EncodedLines(frame, new int[] {frame.length}, number);
    }

    public byte[] bytes() {
        return bytes;
    }

    public int count() {
        return ends.length;
    }

    /** The number of the first line, counted from 1 by the collector; 0 for a message without a number. */
    public long first() {
        return first;
    }

    /** The index of the first byte of a line; lines count from 0. */
    public int start(int line) {
        return line == 0 ? 0 : ends[line - 1];
    }

    /** The index after the LF of a line. */
    public int end(int line) {
        return ends[line];
    }

    /** Numbers lines, and collects those that are sent together. For one thread. */
    public static final class Collector {
        // Not more, so that clients work on these lines while the next ones are read.
        private static final int CAPACITY_BYTES = 16 * 1024;

        private byte[] bytes = new byte[CAPACITY_BYTES];
        private int[] ends = new int[64];
        private int count;
        private int length;
        private long taken;

        /** Adds the line and returns true, if it fits. A line that does not fit into an empty collector is sent alone. */
        public boolean add(IntegerLine line) {
            if (!MessageCodec.fits(line, bytes.length - length)) {
                return false;
            }
            length = MessageCodec.encode(line, bytes, length);
            if (count == ends.length) {
                ends = Arrays.copyOf(ends, 2 * count);
            }
            ends[count++] = length;
            return true;
        }

        public boolean isEmpty() {
            return count == 0;
        }

        /** Returns and removes what was added. */
        public EncodedLines take() {
            EncodedLines lines = new EncodedLines(Arrays.copyOf(bytes, length), Arrays.copyOf(ends, count), taken + 1);
            taken += count;
            count = 0;
            length = 0;
            return lines;
        }

        /** Encodes and numbers a line of any length by itself; the collector must be empty. */
        public EncodedLines alone(IntegerLine line) {
            return of(MessageCodec.encode(line), ++taken);
        }
    }
}
