package io.ipcbox.lab;

import io.ipcbox.console.Console;
import java.util.List;

/**
 * An explained run: a column for each process, its text beginning there, so that one sees what crosses from one to
 * another. A long text runs on over the columns to its right, and where the terminal ends, goes on in its own column.
 */
final class Lanes implements Display {
    /** As wide as it is shown where no terminal sets a limit; a text may be longer there. */
    private static final int USUAL = 88;
    /** What the last column has at least. */
    private static final int LAST = 40;

    private static final String STEP_INDENT = "  ";

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

    /** The columns, if the terminal has room for them; else the names in front. */
    static Display fitting(Console console, List<String> names) {
        int end = console.columns();
        boolean limited = end < Integer.MAX_VALUE;
        int others = names.size() - 1;
        // The others' names must not touch.
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
    public void line(String lane, String text) {
        if (!begun) {
            console.line(header());
            begun = true;
        }
        int column = Math.max(0, names.indexOf(lane));
        for (String row : Display.rows(text, end - column * width)) {
            console.line(inColumn(column, row));
        }
    }

    @Override
    public void step(String lane, String text) {
        line(lane, STEP_INDENT + text);
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
