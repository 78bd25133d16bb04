package io.ipcbox.message;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** One line of 64-bit integers as the user typed it: at least one, in order. Immutable. */
public final class IntegerLine implements Message {
    private final long[] values;

    /** Takes over the array without copying it. */
    IntegerLine(long[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("a line has at least one integer");
        }
        this.values = values;
    }

    public static IntegerLine of(long... values) {
        return new IntegerLine(values.clone());
    }

    /** Concatenates lines. */
    static IntegerLine joining(List<IntegerLine> pieces) {
        long[] values = new long[pieces.stream().mapToInt(IntegerLine::size).sum()];
        int at = 0;
        for (IntegerLine piece : pieces) {
            System.arraycopy(piece.values, 0, values, at, piece.values.length);
            at += piece.values.length;
        }
        return new IntegerLine(values);
    }

    public int size() {
        return values.length;
    }

    public long get(int index) {
        return values[index];
    }

    public LongStream stream() {
        return Arrays.stream(values);
    }

    /** A copy. */
    public long[] toArray() {
        return values.clone();
    }

    /**
     * The number of characters of the line as text, its integers separated by one space.
     *
     * @throws IllegalArgumentException if an array cannot hold them and an LF
     */
    int textLength() {
        long length = size() - 1L;
        for (long value : values) {
            length += DecimalText.length(value);
        }
        // The JVM cannot allocate arrays of the last few lengths below 2^31.
        if (length > Integer.MAX_VALUE - 64) {
            throw new IllegalArgumentException("a line of " + length + " characters is too long to send or to show");
        }
        return (int) length;
    }

    /** Appends the line as text, {@code 123 123 456 789}, and returns the builder. */
    public StringBuilder appendTo(StringBuilder text) {
        text.ensureCapacity(text.length() + textLength());
        text.append(values[0]);
        for (int i = 1; i < values.length; i++) {
            text.append(' ').append(values[i]);
        }
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IntegerLine line && Arrays.equals(values, line.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return size() <= 20 ? Arrays.toString(values) : "[" + values[0] + ", … " + size() + " integers]";
    }
}
