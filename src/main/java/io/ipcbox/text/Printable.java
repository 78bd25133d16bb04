package io.ipcbox.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Makes text of unknown origin safe for a terminal or a log: printable characters stay, all others are escaped. The result
 * cannot move the cursor, ring the bell, start a line, hide text or change its direction. It is for people and cannot be
 * decoded: a backslash stays a backslash. Any thread may call.
 *
 * <pre>
 * \x1B         an ASCII control character, or a byte that is not UTF-8
 * \u202E       an invisible character: format, control, blank other than the space, unassigned, half a pair
 * \U000E0041   the same, beyond the first 65,536
 * </pre>
 */
public final class Printable {
    private Printable() {}

    /**
     * Escapes the text.
     *
     * @param maxChars how much of the result to keep, in {@code char}s; one {@code …} replaces the rest. No escape and no
     *     pair of surrogates is cut in two
     */
    public static String escape(String text, int maxChars) {
        Shortened escaped = new Shortened(maxChars);
        escapeCharacters(text, escaped);
        return escaped.toString();
    }

    /** The same for UTF-8; bytes that are not UTF-8 are escaped one by one. */
    public static String escape(byte[] utf8, int maxChars) {
        return escape(utf8, 0, utf8.length, maxChars);
    }

    /** The same for a part of an array, of which only as much is read as can be shown. */
    public static String escape(byte[] utf8, int offset, int length, int maxChars) {
        Shortened escaped = new Shortened(maxChars);
        // A character takes at most four bytes: these are more than can be shown, and a sequence that is cut in two at
        // their end lies beyond what is kept.
        int enough = (int) Math.min(length, 4 * (maxChars + 1L));
        ByteBuffer bytes = ByteBuffer.wrap(utf8, offset, enough);
        CharBuffer characters = CharBuffer.allocate(enough);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        while (bytes.hasRemaining()) {
            CoderResult result = decoder.decode(bytes, characters, true);
            escapeCharacters(characters.flip(), escaped);
            characters.clear();
            for (int i = 0; result.isError() && i < result.length(); i++) {
                escaped.add("\\x%02X", bytes.get() & 0xFF);
            }
        }
        return escaped.toString();
    }

    private static void escapeCharacters(CharSequence text, Shortened escaped) {
        for (int at = 0; at < text.length() && !escaped.full(); ) {
            int codePoint = Character.codePointAt(text, at);
            escapeCodePoint(codePoint, escaped);
            at += Character.charCount(codePoint);
        }
    }

    private static void escapeCodePoint(int codePoint, Shortened escaped) {
        if (isPrintable(codePoint)) {
            escaped.add(Character.toString(codePoint));
        } else if (codePoint < 0x80) {
            escaped.add("\\x%02X", codePoint);
        } else {
            escaped.add(Character.isBmpCodePoint(codePoint) ? "\\u%04X" : "\\U%08X", codePoint);
        }
    }

    /** Like Python's {@code str.isprintable}: no separator other than the space, and no category "other". */
    public static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> codePoint == ' ';
            default -> true;
        };
    }

    /** Collects pieces until they exceed the limit, and remembers where the last one ends that fits. */
    private static final class Shortened {
        private final int maxChars;
        private final StringBuilder text = new StringBuilder();
        private int fitting;

        Shortened(int maxChars) {
            if (maxChars < 0) {
                throw new IllegalArgumentException("cannot shorten a text to " + maxChars + " characters");
            }
            this.maxChars = maxChars;
        }

        void add(String format, int value) {
            add(String.format(format, value));
        }

        void add(String piece) {
            text.append(piece);
            if (text.length() <= maxChars) {
                fitting = text.length();
            }
        }

        boolean full() {
            return text.length() > maxChars;
        }

        @Override
        public String toString() {
            return full() ? text.substring(0, fitting) + "…" : text.toString();
        }
    }
}
