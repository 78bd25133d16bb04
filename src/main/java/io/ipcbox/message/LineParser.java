package io.ipcbox.message;

import io.ipcbox.text.Printable;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * Parses a line of integers: words {@code [+-]?[0-9]+} separated by blanks (space, tab, CR), each of 64 bits, with any
 * number of leading zeros. ASCII digits only. Any thread may call.
 *
 * <p>A line may take hundreds of megabytes, so no word becomes a string and no array grows: one pass counts the words, the
 * next reads them. Besides the text, parsing takes eight bytes for each integer and nothing else.
 */
public final class LineParser {
    /** Any number with that many digits fits in 64 bits; with one more digit, in 64 bits without a sign. */
    private static final int SAFE_DIGITS = 18;

    /** The blanks as a bit set. */
    private static final long BLANKS = 1L << ' ' | 1L << '\t' | 1L << '\r';

    private static final int SHOWN_CHARS = 40;

    private LineParser() {}

    /**
     * Parses a line.
     *
     * @return empty if the line is blank
     * @throws NotAnIntegerException at the first word that is not an integer
     */
    public static Optional<IntegerLine> parse(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return parse(utf8, 0, utf8.length);
    }

    /** Parses a line in a part of an array, without its LF, which is not a blank. */
    public static Optional<IntegerLine> parse(byte[] text, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, text.length);
        int end = offset + length;
        int at = skipBlanks(text, offset, end);
        if (at == end) {
            return Optional.empty();
        }
        return Optional.of(new IntegerLine(integers(text, at, end)));
    }

    static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }

    static int skipBlanks(byte[] text, int from, int end) {
        int at = from;
        while (at < end && isBlank(text[at])) {
            at++;
        }
        return at;
    }

    // One method despite its length: this is the whole inner loop, and it keeps its state in registers even where only
    // the first compiler tier runs.
    private static long[] integers(byte[] text, int from, int end) {
        long[] values = new long[countWords(text, from, end)];
        int count = 0;
        for (int at = from; at < end; at = skipBlanks(text, at, end)) {
            int word = at;
            byte sign = text[at];
            if (sign == '-' || sign == '+') {
                at++;
            }
            int digits = at;
            while (at < end && text[at] == '0') {
                at++;
            }
            int significant = at;
            long value = 0;
            int digit;
            while (at < end && (digit = text[at] - '0') >= 0 && digit <= 9) {
                value = value * 10 + digit; // may wrap; judged below, by the number of digits
                at++;
            }
            if (at == digits || (at < end && !isBlank(text[at]))) {
                throw notAnInteger(text, from, word, at, end);
            }
            if (at - significant > SAFE_DIGITS && !fits(value, at - significant, sign == '-')) {
                throw notOf64Bits(text, from, word, end);
            }
            values[count++] = sign == '-' ? -value : value;
        }
        return values;
    }

    /** True if a number with more digits than are safe has 64 bits; the magnitude may have wrapped. */
    private static boolean fits(long magnitude, int digits, boolean negative) {
        // Nineteen digits are below 2^64: the magnitude has not wrapped, but its top bit may be set. More may wrap.
        return digits == SAFE_DIGITS + 1 && (magnitude >= 0 || (negative && magnitude == Long.MIN_VALUE));
    }

    /** @param at the end of the word, or its first character that is not a digit */
    private static NotAnIntegerException notAnInteger(byte[] text, int from, int word, int at, int end) {
        boolean isSeparated = at < end && (text[at] == ',' || text[at] == ';');
        String remedy = isSeparated ? "; separate integers by spaces: 1 2 3" : "";
        return new NotAnIntegerException("not an integer: " + place(text, from, word, end) + remedy);
    }

    private static NotAnIntegerException notOf64Bits(byte[] text, int from, int word, int end) {
        return new NotAnIntegerException("not a 64-bit integer: " + place(text, from, word, end)
                + "; integers lie between " + Long.MIN_VALUE + " and " + Long.MAX_VALUE);
    }

    private static String place(byte[] text, int from, int word, int end) {
        String shown = Printable.escape(text, word, skipWord(text, word, end) - word, SHOWN_CHARS);
        int number = countWords(text, from, word) + 1;
        int total = number - 1 + countWords(text, word, end);
        return "\"" + shown + "\" (word " + number + " of " + total + ")";
    }

    // Without branches: the ends of words cannot be predicted, and mispredictions make a pass over bytes slow.
    private static int countWords(byte[] text, int from, int end) {
        int words = 0;
        int blankBefore = 1;
        for (int at = from; at < end; at++) {
            int blank = blankBit(text[at]);
            words += blankBefore & ~blank;
            blankBefore = blank;
        }
        return words;
    }

    /** 1 for a blank, else 0. */
    private static int blankBit(byte b) {
        int code = b & 0xFF;
        int upToSpace = (code - ' ' - 1) >>> 31;
        return (int) (BLANKS >>> code) & upToSpace;
    }

    private static int skipWord(byte[] text, int from, int end) {
        int at = from;
        while (at < end && !isBlank(text[at])) {
            at++;
        }
        return at;
    }
}
