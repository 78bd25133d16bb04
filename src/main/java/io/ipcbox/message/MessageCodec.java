package io.ipcbox.message;

import io.ipcbox.text.Printable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * Encodes and decodes messages, in the form that the package comment shows. Any thread may call.
 *
 * <p>{@link #encode} writes one canonical form: one space, no plus sign, no leading zero. {@link #decode} accepts
 * everything that means the same, including lines that end in CR LF, so that a server may be one line of shell.
 */
public final class MessageCodec {
    private static final byte[] LAGGED = ascii("LAGGED ");
    private static final byte[] END = ascii("END");
    private static final int SHOWN_CHARS = 40;
    /** Nineteen digits, a sign, and a separator. */
    private static final int LONGEST_WORD = 21;

    private MessageCodec() {}

    /**
     * Encodes the message as one line of ASCII with its LF.
     *
     * @throws IllegalArgumentException if it is longer than an array can be: above 2 GiB
     */
    public static byte[] encode(Message message) {
        return switch (message) {
            case IntegerLine line -> encodeIntegers(line);
            case Lagged lagged -> ascii("LAGGED " + lagged.lines() + "\n");
            case EndOfStream _ -> ascii("END\n");
        };
    }

    private static byte[] encodeIntegers(IntegerLine line) {
        byte[] text = new byte[line.textLength() + 1];
        write(line, text, text.length);
        return text;
    }

    /** True if the encoded line, with its LF, certainly has no more bytes than that. */
    static boolean fits(IntegerLine line, int bytes) {
        return line.size() <= bytes / LONGEST_WORD;
    }

    /** Writes the encoded line at that index of an array that has room for it, and returns the index after it. */
    static int encode(IntegerLine line, byte[] target, int at) {
        int end = at + line.textLength() + 1;
        write(line, target, end);
        return end;
    }

    private static void write(IntegerLine line, byte[] target, int end) {
        int at = end;
        byte separator = '\n';
        for (int i = line.size() - 1; i >= 0; i--) {
            target[--at] = separator;
            at = DecimalText.writeBackwards(line.get(i), target, at);
            separator = ' ';
        }
    }

    /**
     * Decodes one line, without its LF.
     *
     * @throws MalformedMessageException if it is not a message; no other exception, whatever the bytes
     */
    public static Message decode(byte[] buffer, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        int end = offset + length;
        while (end > offset && LineParser.isBlank(buffer[end - 1])) {
            end--;
        }
        if (Arrays.equals(buffer, offset, end, END, 0, END.length)) {
            return new EndOfStream();
        }
        try {
            return startsWithLagged(buffer, offset, end)
                    ? lagged(buffer, offset + LAGGED.length, end)
                    : LineParser.parse(buffer, offset, end - offset)
                            .orElseThrow(() -> new IllegalArgumentException("the line is blank"));
        } catch (IllegalArgumentException e) {
            String found = Printable.escape(buffer, offset, length, SHOWN_CHARS);
            throw new MalformedMessageException(
                    "not a message (integers, LAGGED n or END): \"" + found + "\"; " + e.getMessage());
        }
    }

    private static boolean startsWithLagged(byte[] buffer, int from, int end) {
        return end - from > LAGGED.length
                && Arrays.equals(buffer, from, from + LAGGED.length, LAGGED, 0, LAGGED.length);
    }

    private static Lagged lagged(byte[] buffer, int from, int end) {
        IntegerLine number = LineParser.parse(buffer, from, end - from).orElseThrow();
        if (number.size() != 1) {
            throw new IllegalArgumentException("LAGGED takes one number, not " + number.size());
        }
        return new Lagged(number.get(0));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
