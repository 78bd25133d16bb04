package io.ipcbox.console;

import io.ipcbox.text.Printable;
import io.ipcbox.text.UsageException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A line without its end, as UTF-8 in a part of an array. Its text is only there until the next line is asked for.
 */
public final class TextLine implements Input {
    private static final int SHOWN_CHARS = 40;

    private final byte[] buffer;
    private final int offset;
    private final int length;
    private final long number;
    private final boolean isDecoded;

    /**
     * Looks at that part of the buffer.
     *
     * @param number for errors, counted from 1; 0 at a prompt
     */
    TextLine(byte[] buffer, int offset, int length, long number) {
        this(buffer, offset, length, number, false);
    }

    private TextLine(byte[] buffer, int offset, int length, long number, boolean isDecoded) {
        this.buffer = buffer;
        this.offset = offset;
        this.length = length;
        this.number = number;
        this.isDecoded = isDecoded;
    }

    /** A line that was typed, and decoded by a terminal, which puts U+FFFD in the place of what is not UTF-8. */
    public static TextLine of(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return new TextLine(utf8, 0, utf8.length, 0, true);
    }

    public byte[] buffer() {
        return buffer;
    }

    public int offset() {
        return offset;
    }

    public int length() {
        return length;
    }

    /** A copy of the line. */
    public byte[] bytes() {
        return Arrays.copyOfRange(buffer, offset, offset + length);
    }

    /** For errors: {@code line 3: }, or nothing at a prompt. */
    public String place() {
        return number == 0 ? "" : "line " + number + ": ";
    }

    /**
     * The text.
     *
     * @throws UsageException if it is not UTF-8: a character in place of the bytes would make another word of it
     */
    public String text() {
        ByteBuffer bytes = ByteBuffer.wrap(buffer, offset, length);
        CharBuffer text = CharBuffer.allocate(length);
        if (StandardCharsets.UTF_8.newDecoder().decode(bytes, text, true).isError()) {
            throw notUtf8(bytes.position());
        }
        String decoded = text.flip().toString();
        int replaced = isDecoded ? decoded.indexOf('\uFFFD') : -1;
        if (replaced >= 0) {
            throw notUtf8(offset + decoded.substring(0, replaced).getBytes(StandardCharsets.UTF_8).length);
        }
        return decoded;
    }

    private UsageException notUtf8(int place) {
        return new UsageException("not UTF-8: " + wordAround(place));
    }

    private String wordAround(int place) {
        int from = place;
        while (from > offset && !isBlank(buffer[from - 1])) {
            from--;
        }
        int to = place;
        while (to < offset + length && !isBlank(buffer[to])) {
            to++;
        }
        return "\"" + Printable.escape(buffer, from, to - from, SHOWN_CHARS) + "\"";
    }

    /** True if there is nothing in it, or nothing but a comment: a {@code #} and what follows. */
    public boolean isBlank() {
        int at = firstNonBlank();
        return at == offset + length || buffer[at] == '#';
    }

    /** True if the first thing in it is a digit, or a sign and a digit: integers are data, everything else a command. */
    public boolean isData() {
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
