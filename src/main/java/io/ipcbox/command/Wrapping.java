package io.ipcbox.command;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jline.utils.AttributedString;

/**
 * Breaks text at blanks, so that no terminal has to break it in the middle of a word; only a word longer than a row is
 * cut. A line that fits stays as it is. Pure functions.
 */
public final class Wrapping {
    /** Narrower than that, a terminal breaks as it likes. */
    private static final int LEAST_COLUMNS = 20;

    private static final Pattern BEGINNING = Pattern.compile(" *(?:(?:ipcbox|[Uu]sage): )?");
    private static final String GAP = "  ";
    private static final int SHALLOW = 10;
    private static final int MOST_CHARS_A_COLUMN = 4;

    private Wrapping() {}

    /**
     * Breaks every line that is too long. What follows a gap of two blanks or more is a column of its own, which the
     * line goes on in, or which begins below where there is little room.
     */
    static String fit(String text, IntSupplier width) {
        // To ask a terminal takes a system call, and most results are short.
        if (text.length() <= LEAST_COLUMNS) {
            return text;
        }
        int columns = Math.max(width.getAsInt(), LEAST_COLUMNS);
        return columns == LinePrinter.NO_LIMIT ? text : fit(text, columns);
    }

    private static String fit(String text, int columns) {
        return text.lines().map(line -> fitLine(line, columns)).collect(Collectors.joining("\n"))
                + (text.endsWith("\n") ? "\n" : "");
    }

    private static String fitLine(String line, int columns) {
        if (width(line) <= columns) {
            return line;
        }
        int gap = line.indexOf(GAP, indent(line));
        if (gap < 0 || gap > columns) {
            return String.join("\n", rows(line, columns, beginning(line)));
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
     * The line in rows.
     *
     * @param indent how many blanks each row but the first begins with; fewer, where there is little room
     */
    public static List<String> rows(String line, int columns, int indent) {
        String blanks = " ".repeat(indent <= columns / 2 ? indent : Math.min(SHALLOW, columns / 2));
        List<String> rows = new ArrayList<>();
        String before = indent(line) <= columns / 2 ? "" : blanks;
        int at = before.isEmpty() ? 0 : indent(line);
        while (true) {
            int room = columns - before.length();
            // Never the whole rest, which may be long: as many characters as a row can have, some of no width.
            String next = line.substring(at, (int) Math.min(line.length(), at + (long) MOST_CHARS_A_COLUMN * room));
            if (at + next.length() == line.length() && width(next) <= room) {
                rows.add(before + next);
                return rows;
            }
            int end = endOfRow(next, room);
            rows.add(before + next.substring(0, end));
            at += end < next.length() && next.charAt(end) == ' ' ? end + 1 : end;
            before = blanks;
        }
    }

    /** Where the row ends: at the last blank behind a word in it, or just behind it; else where it is full. */
    private static int endOfRow(String text, int columns) {
        int full = new AttributedString(text).columnSubSequence(0, columns).length();
        int blank = text.lastIndexOf(' ', full);
        return blank > indent(text) ? blank : Math.max(1, full);
    }

    /** In columns of a terminal, where some characters take two and some none. */
    static int width(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x7F) {
                return new AttributedString(text).columnLength();
            }
        }
        return text.length();
    }
}
