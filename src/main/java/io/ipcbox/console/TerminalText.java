package io.ipcbox.console;

import io.ipcbox.text.Printable;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Text on its way to a terminal. Pure functions. */
public final class TerminalText {
    private static final int QUOTED_CHARS = 40;

    private TerminalText() {}

    /**
     * The text with everything escaped that is neither printable nor a line feed, or that a terminal of this locale cannot
     * show; {@code ...} for an ellipsis there.
     */
    static String escape(String text, Charset ofLocale) {
        if (isPlain(text)) {
            return text;
        }
        String escaped = Stream.of(text.split("\n", -1))
                .map(line -> Printable.escape(line, Integer.MAX_VALUE))
                .collect(Collectors.joining("\n"));
        if (ofLocale.equals(StandardCharsets.UTF_8)) {
            return escaped;
        }
        CharsetEncoder encoder = encoding(ofLocale).newEncoder();
        return escaped.codePoints()
                .mapToObj(codePoint -> fit(Character.toString(codePoint), encoder))
                .collect(Collectors.joining());
    }

    private static String fit(String character, CharsetEncoder encoder) {
        if (character.equals("…")) {
            return "...";
        }
        int codePoint = character.codePointAt(0);
        return encoder.canEncode(character)
                ? character
                : String.format(Character.isBmpCodePoint(codePoint) ? "\\u%04X" : "\\U%08X", codePoint);
    }

    // A loop and no stream: a client passes every character of its results through here.
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' || c >= 0x7F) && c != '\n') {
                return false;
            }
        }
        return true;
    }

    /** What a user wrote, for an error: escaped, shortened, in quotes. */
    public static String quote(String text) {
        return "\"" + Printable.escape(text, QUOTED_CHARS) + "\"";
    }

    /** The encoding that the locale promises of the terminal. */
    static Charset ofLocale() {
        return Charset.forName(System.getProperty("stdout.encoding", "UTF-8"), StandardCharsets.UTF_8);
    }

    /**
     * The encoding of output. The C locale promises ASCII alone, and our own words keep to that; but it is mostly found where
     * no locale was chosen, in containers, services and cron jobs, where text of users is UTF-8.
     */
    static Charset encoding(Charset ofLocale) {
        return ofLocale.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : ofLocale;
    }
}
