package io.ipcbox.release;

import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Text in the macros of man(7), added line by line. One use.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/man.7.html">man(7)</a>
 */
final class Roff {
    private static final int ASCII = 0x7E;

    private final StringBuilder lines = new StringBuilder();

    /** The title line, which each page begins with. */
    Roff title(String name, String date, String version) {
        return macro(".TH \"" + name.toUpperCase(Locale.ROOT) + "\" 1 \"" + date + "\" \"" + version + "\" \"ipcbox\"");
    }

    Roff section(String heading) {
        return macro(".SH " + heading);
    }

    Roff subsection(String heading) {
        return macro(".SS " + escape(heading));
    }

    /** Text that may be broken into lines anywhere. */
    Roff text(String text) {
        return macro(escape(text));
    }

    Roff paragraph(String text) {
        return macro(".PP").text(text);
    }

    /** A term, set in bold type, and what it means. */
    Roff term(String term, String meaning) {
        return macro(".TP").macro(bold(term)).text(meaning);
    }

    /** The use of a command: its words in bold type, and what may follow, in brackets that are not broken. */
    Roff use(String command, String rest) {
        return macro(bold(command) + " " + escape(rest).replace("[", "\\%["));
    }

    /** A line that is not text. */
    Roff macro(String line) {
        lines.append(line).append('\n');
        return this;
    }

    static String bold(String text) {
        return "\\fB" + escapeInside(text) + "\\fR";
    }

    private static String escape(String text) {
        String escaped = escapeInside(text.strip());
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }

    /** A dash is one that can be copied into a shell; what is not ASCII is named by its number. */
    private static String escapeInside(String text) {
        return text.codePoints()
                .mapToObj(character -> switch (character) {
                    case '\\' -> "\\e";
                    case '-' -> "\\-";
                    case '~' -> "\\(ti";
                    case '^' -> "\\(ha";
                    case '…' -> "...";
                    default -> character <= ASCII ? Character.toString(character) : "\\[u%04X]".formatted(character);
                })
                .collect(Collectors.joining());
    }

    @Override
    public String toString() {
        return lines.toString();
    }
}
