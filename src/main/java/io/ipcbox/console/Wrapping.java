package io.ipcbox.console;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jline.utils.WCWidth;

/**
 * Breaks text at blanks, so that a terminal does not break it inside a word; only a word longer than a row is cut. A line
 * that fits stays as it is. Pure functions.
 */
public final class Wrapping {
    /** A narrower terminal breaks lines itself. */
    private static final int LEAST_COLUMNS = 20;
    /** If a row is only part of the terminal's, for example after a name: room for the widest character, and an indent. */
    private static final int LEAST_ROOM = 4;

    private static final Pattern BEGINNING = Pattern.compile(" *(?:(?:ipcbox|[Uu]sage): )?");
    /** A command after a colon at the end of a line; or something in quotes. */
    private static final Pattern WHOLE = Pattern.compile("(?<=: )[a-z](?:(?!: ).)*+$|\"[^\"]*\"");
    /** A blank that does not break; printable text has none. */
    private static final char GLUE = '\u00A0';

    private static final String GAP = "  ";
    private static final int SHALLOW = 10;

    private Wrapping() {}

    /**
     * Breaks every line of the program's own text that is too long: help, lists, tables. Text after a gap of two or more
     * blanks is a column of its own, in which the line continues, or which begins on the next row if there is little room.
     */
    static String fit(String text, IntSupplier width) {
        return fit(text, width, Wrapping::fitLine);
    }

    /**
     * Breaks every line of an error that is too long; it may quote a user's text, in which a gap means nothing. A command
     * at the end of a line, and what is quoted, stay in one row, to be copied, if a row has room for them.
     */
    static String fitWithoutColumns(String text, IntSupplier width) {
        return fit(text, width, Wrapping::fitError);
    }

    private interface Breaking {
        String of(String line, int columns);
    }

    private static String fit(String text, IntSupplier width, Breaking breaking) {
        // Asking for the width takes a system call, and most results are short.
        if (text.length() <= LEAST_COLUMNS) {
            return text;
        }
        int columns = Math.max(width.getAsInt(), LEAST_COLUMNS);
        if (columns == Console.NO_LIMIT) {
            return text;
        }
        return text.lines().map(line -> breaking.of(line, columns)).collect(Collectors.joining("\n"))
                + (text.endsWith("\n") ? "\n" : "");
    }

    private static String fitError(String line, int columns) {
        if (width(line) <= columns) {
            return line;
        }
        int beginning = beginning(line);
        StringBuilder glued = new StringBuilder(line);
        int widest = 0;
        Matcher whole = WHOLE.matcher(line).region(beginning, line.length());
        while (whole.find()) {
            int width = width(whole.group());
            if (width <= columns) {
                glued.replace(whole.start(), whole.end(), whole.group().replace(' ', GLUE));
                widest = Math.max(widest, width);
            }
        }
        int indent = Math.min(beginning, columns - widest);
        return String.join("\n", rows(glued.toString(), columns, indent)).replace(GLUE, ' ');
    }

    private static String fitWords(String line, int columns) {
        return width(line) <= columns ? line : String.join("\n", rows(line, columns, beginning(line)));
    }

    private static String fitLine(String line, int columns) {
        if (width(line) <= columns) {
            return line;
        }
        int gap = line.indexOf(GAP, indent(line));
        if (gap < 0 || gap > columns) {
            return fitWords(line, columns);
        }
        int second = gap + indent(line.substring(gap));
        if (second <= columns / 2) {
            return String.join("\n", rows(line, columns, second));
        }
        return line.substring(0, gap) + "\n" + fitLine(" ".repeat(SHALLOW) + line.substring(second), columns);
    }

    private static int beginning(String line) {
        Matcher beginning = BEGINNING.matcher(line);
        return beginning.lookingAt() ? beginning.end() : 0;
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    /**
     * Breaks a line into rows.
     *
     * @param columns of a row, raised to the least that makes sense
     * @param indent the number of blanks before each row but the first; fewer if there is little room
     */
    public static List<String> rows(String line, int columns, int indent) {
        int most = Math.max(columns, LEAST_ROOM);
        String blanks = " ".repeat(indent <= most / 2 ? indent : Math.min(SHALLOW, most / 2));
        List<String> rows = new ArrayList<>();
        String before = indent(line) <= most / 2 ? "" : blanks;
        int at = before.isEmpty() ? 0 : indent(line);
        int full = endOfFitting(line, at, most - before.length());
        while (full < line.length()) {
            int end = at + lengthOfRow(line.substring(at, full + 1));
            rows.add(before + line.substring(at, end));
            at = line.charAt(end) == ' ' ? end + 1 : end;
            before = blanks;
            full = endOfFitting(line, at, most - before.length());
        }
        rows.add(before + line.substring(at));
        return rows;
    }

    /** The length of the row, for a text whose last {@code char} does not fit: up to the last blank after a word, or all. */
    private static int lengthOfRow(String text) {
        int blank = text.lastIndexOf(' ');
        return blank > indent(text) ? blank : text.length() - 1;
    }

    /** The end of the text that fits into the columns; a combining mark stays with its character. */
    private static int endOfFitting(String text, int from, int columns) {
        int left = columns;
        int at = from;
        while (at < text.length()) {
            int codePoint = text.codePointAt(at);
            left -= width(codePoint);
            if (left < 0) {
                return at;
            }
            at += Character.charCount(codePoint);
        }
        return at;
    }

    /** In columns of a terminal, where a character takes one, two or none. */
    static int width(String text) {
        return text.codePoints().map(Wrapping::width).sum();
    }

    private static int width(int codePoint) {
        return codePoint < 0x7F ? 1 : Math.max(0, WCWidth.wcwidth(codePoint));
    }
}
