package io.ipcbox.lab;

import io.ipcbox.console.Console;
import java.util.List;

/** An explained run where there is no room for a column for each process: every line with the process's name in front. */
record NamedLines(Console console, List<String> names) implements Display {
    private static final String STEP_INDENT = "  ";

    @Override
    public void line(String lane, String text) {
        int column = names.stream().mapToInt(String::length).max().orElse(0) + 1;
        String beginning = lane + " ".repeat(Math.max(0, column - lane.length()));
        for (String row : Display.rows(text, console.columns() - column)) {
            console.line(beginning + row);
            beginning = " ".repeat(column);
        }
    }

    @Override
    public void step(String lane, String text) {
        line(lane, STEP_INDENT + text);
    }
}
