package io.ipcbox.lab;

import io.ipcbox.console.Console;
import java.util.List;

/**
 * An explained run: the text of each process begins in a column of its own, which shows what passes from one process to
 * another. A long text runs on over the columns to its right and, at the edge of the terminal, continues in its own
 * column.
 */
final class Lanes implements Display {
    /** The width where no terminal sets a limit; a text may be longer there. */
    private static final int USUAL = 88;
    /** The least width of the last column. */
    private static final int LAST = 40;

    private final Console console;
    private final List<String> names;
    private final int width;
    private final int end;
    private boolean begun;

    private Lanes(Console console, List<String> names, int width, int end) {
        this.console = console;
        this.names = List.copyOf(names);
        this.width = width;
        this.end = end;
    }

    /** Columns, if the terminal has room for them; else lines that begin with the names. */
    static Display fitting(Console console, List<String> names) {
        int end = console.columns();
        boolean limited = end < Integer.MAX_VALUE;
        int others = names.size() - 1;
        // The names in the header must not touch.
        int least =
                1 + names.stream().limit(others).mapToInt(String::length).max().orElse(0);
        if (limited && others * least + LAST > end) {
            return new NamedLines(console, names);
        }
        int all = limited ? end : USUAL;
        int shared = Math.min(all / names.size(), (all - LAST) / Math.max(1, others));
        return new Lanes(console, names, Math.max(shared, least), end);
    }

    @Override
    public void line(String name, String text) {
        if (!begun) {
            console.line(header());
            begun = true;
        }
        int column = Math.max(0, names.indexOf(name));
        for (String row : Display.rows(text, end - column * width)) {
            console.line(inColumn(column, row));
        }
    }

    private String header() {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            pad(line, i * width).append(names.get(i));
        }
        return line.toString();
    }

    private String inColumn(int column, String text) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            if (i == column) {
                pad(line, i * width).append(text);
            } else if (i == 0 || line.length() < i * width) {
                pad(line, i * width).append('|');
            }
        }
        return line.toString();
    }

    private static StringBuilder pad(StringBuilder line, int length) {
        return line.repeat(' ', Math.max(0, length - line.length()));
    }
}
