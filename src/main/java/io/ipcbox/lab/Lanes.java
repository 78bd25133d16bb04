package io.ipcbox.lab;

import java.util.List;

/**
 * An explained run: a column for each process, its text beginning there, so that one sees what crosses from one to
 * another. A long text runs on over the columns to its right.
 */
final class Lanes implements Display {
    private static final int WIDEST = 44;
    private static final int LAST_COLUMN = 48;
    private static final String STEP_INDENT = "  ";

    private final LabConsole console;
    private final List<String> names;
    private final int width;
    private boolean begun;

    Lanes(LabConsole console, List<String> names) {
        this.console = console;
        this.names = List.copyOf(names);
        int shared = LAST_COLUMN / Math.max(1, names.size() - 1);
        // The last one has all the room there is; the others' names must not touch.
        int longest = names.stream()
                .limit(names.size() - 1L)
                .mapToInt(String::length)
                .max()
                .orElse(0);
        this.width = Math.max(Math.min(WIDEST, shared), longest + 1);
    }

    @Override
    public void line(String lane, String text) {
        if (!begun) {
            console.line(header());
            begun = true;
        }
        console.line(inColumn(Math.max(0, names.indexOf(lane)), text));
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
