package io.ipcbox.console;

import io.ipcbox.text.Printable;
import io.ipcbox.text.UsageException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A line without its line end, as UTF-8 in a part of an array; valid until the next line is read. */
public final class TextLine implements Input {
    private static final int SHOWN_CHARS = 40;

    private final byte[] buffer;
    private final int offset;
    private final int length;
    private final long number;
    private final boolean isDecoded;

    /** @param number for errors, counted from 1; 0 at a prompt */
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

    /** A line that was typed at a terminal, which has decoded it, with U+FFFD for bytes that are not UTF-8. */
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

    /** The beginning of an error: {@code line 3: }, or nothing at a prompt. */
    public String place() {
        return number == 0 ? "" : "line " + number + ": ";
    }

    /**
     * The text.
     *
     * @throws UsageException if it is not UTF-8: a replacement character would make it a different word
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

    /** True if the line is blank or a comment, which begins with {@code #}. */
    public boolean isBlank() {
        int at = firstNonBlank();
        return at == offset + length || buffer[at] == '#';
    }

    /** True if the line begins with a digit, or a sign and a digit: integers are data, everything else is a command. */
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
