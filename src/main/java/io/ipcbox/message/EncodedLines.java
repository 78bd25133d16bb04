package io.ipcbox.message;

import java.util.Arrays;

/**
 * Encoded messages one behind the other, each with its LF: one line as a rule, and many when they came at once. Nobody
 * changes the bytes; all clients share them.
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

    /** A single one without a number, as {@link MessageCodec} makes it; the caller must not touch the array any more. */
    public static EncodedLines of(byte[] frame) {
        return of(frame, 0);
    }

    private static EncodedLines of(byte[] frame, long number) {
        return new EncodedLines(frame, new int[] {frame.length}, number);
    }

    /** All of them; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    public int count() {
        return ends.length;
    }

    /** The number of the first line, counted from 1 by the collector; 0 of a single frame. */
    public long first() {
        return first;
    }

    /** Where in the bytes that line begins, counted from 0. */
    public int start(int line) {
        return line == 0 ? 0 : ends[line - 1];
    }

    /** Where in the bytes that line ends, behind its LF. */
    public int end(int line) {
        return ends[line];
    }

    /** Numbers lines, and collects those that are to travel together. For one thread. */
    public static final class Collector {
        // Many clients take a few at once better than all at the end: they work while the next ones are read.
        private static final int CAPACITY_BYTES = 16 * 1024;

        private byte[] bytes = new byte[CAPACITY_BYTES];
        private int[] ends = new int[64];
        private int count;
        private int length;
        private long taken;

        /** Adds the line if there is room for it; false if not. One that has no room in an empty collector goes alone. */
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

        /** What was added since the last time. */
        public EncodedLines take() {
            EncodedLines lines = new EncodedLines(Arrays.copyOf(bytes, length), Arrays.copyOf(ends, count), taken + 1);
            taken += count;
            count = 0;
            length = 0;
            return lines;
        }

        /** The next line by itself, however long it is. To an empty collector. */
        public EncodedLines alone(IntegerLine line) {
            EncodedLines alone = of(MessageCodec.encode(line), taken + 1);
            taken++;
            return alone;
        }
    }
}
