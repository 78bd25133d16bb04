package io.ipcbox.console;

import io.ipcbox.text.Printable;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prepares text for a terminal. Pure functions. */
public final class TerminalText {
    private static final int QUOTED_CHARS = 40;

    private TerminalText() {}

    /**
     * Escapes everything that is neither printable nor a line feed, or that a terminal of this locale cannot show; an ellipsis
     * becomes {@code ...} there.
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

    // A loop, not a stream: every character of a client's results passes through it.
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' || c >= 0x7F) && c != '\n') {
                return false;
            }
        }
        return true;
    }

    /** The user's text for an error: escaped, shortened, in quotes. */
    public static String quote(String text) {
        return "\"" + Printable.escape(text, QUOTED_CHARS) + "\"";
    }

    /** The encoding of the terminal according to the locale. */
    static Charset ofLocale() {
        return Charset.forName(System.getProperty("stdout.encoding", "UTF-8"), StandardCharsets.UTF_8);
    }

    /**
     * The encoding of output. The C locale means ASCII, and our own messages are ASCII there. But mostly it means that no
     * locale was chosen, as in containers, services and cron jobs, where the text of users is UTF-8.
     */
    static Charset encoding(Charset ofLocale) {
        return ofLocale.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : ofLocale;
    }
}
