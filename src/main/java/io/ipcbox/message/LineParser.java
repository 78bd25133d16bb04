package io.ipcbox.message;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads a line of integers. Any thread may call. */
public final class LineParser {
    private LineParser() {}

    /** Reads a line; empty if there is no word in it. */
    public static Optional<IntegerLine> parse(String text) {
        String[] words = text.strip().split("[ \t\r]+");
        long[] values = new long[words.length];
        for (int i = 0; i < words.length; i++) {
            if (!words[i].matches("[+-]?[0-9]{1,18}")) {
                throw new NotAnIntegerException("not an integer: \"%s\" (word %d of %d)"
                        .formatted(Printable.escape(words[i], 40), i + 1, words.length));
            }
            values[i] = Long.parseLong(words[i]);
        }
        return Optional.of(IntegerLine.owning(values));
    }

    /** Reads a line from a part of an array. */
    public static Optional<IntegerLine> parse(byte[] text, int offset, int length) {
        return parse(new String(text, offset, length, StandardCharsets.UTF_8));
    }
}
