package io.ipcbox.command;

import io.ipcbox.message.Printable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Text on its way to a terminal. Pure functions. */
final class TerminalText {
    private static final int QUOTED_CHARS = 40;

    private TerminalText() {}

    /** The text with everything escaped that is neither printable nor a line feed. */
    static String escape(String text) {
        if (isPlain(text)) {
            return text;
        }
        return Stream.of(text.split("\n", -1))
                .map(line -> Printable.escape(line, Integer.MAX_VALUE))
                .collect(Collectors.joining("\n"));
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
    static String quote(String text) {
        return "\"" + Printable.escape(text, QUOTED_CHARS) + "\"";
    }

    /**
     * The encoding of the terminal. The C locale promises ASCII alone, yet is mostly found where nobody chose a locale:
     * in containers, services and cron jobs, whose terminals show UTF-8.
     */
    static Charset charset() {
        Charset ofLocale = Charset.forName(System.getProperty("stdout.encoding", "UTF-8"), StandardCharsets.UTF_8);
        return ofLocale.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : ofLocale;
    }
}
