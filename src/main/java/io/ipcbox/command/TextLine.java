package io.ipcbox.command;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A line without its end, as UTF-8 in a part of an array. Its text is only there until the next line is asked for.
 */
public final class TextLine implements Input {
    private final byte[] buffer;
    private final int offset;
    private final int length;
    private final long number;

    /**
     * Looks at that part of the buffer.
     *
     * @param number for errors, counted from 1; 0 at a prompt
     */
    TextLine(byte[] buffer, int offset, int length, long number) {
        this.buffer = buffer;
        this.offset = offset;
        this.length = length;
        this.number = number;
    }

    /** A line that was typed. */
    static TextLine of(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return new TextLine(utf8, 0, utf8.length, 0);
    }

    byte[] buffer() {
        return buffer;
    }

    int offset() {
        return offset;
    }

    int length() {
        return length;
    }

    /** A copy of the line. */
    public byte[] bytes() {
        return Arrays.copyOfRange(buffer, offset, offset + length);
    }

    /** For errors: {@code line 3: }, or nothing at a prompt. */
    String place() {
        return number == 0 ? "" : "line " + number + ": ";
    }

    String text() {
        return new String(buffer, offset, length, StandardCharsets.UTF_8);
    }

    /** True if there is nothing in it. */
    boolean isBlank() {
        return firstNonBlank() == offset + length;
    }

    /** True if the first thing in it is a digit, or a sign and a digit: integers are data, everything else a command. */
    boolean isData() {
        int at = firstNonBlank();
        int end = offset + length;
        if (at < end && (buffer[at] == '-' || buffer[at] == '+')) {
            at++;
        }
        return at < end && buffer[at] >= '0' && buffer[at] <= '9';
    }

    private int firstNonBlank() {
        int at = offset;
        while (at < offset + length && isBlank(buffer[at])) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }
}
