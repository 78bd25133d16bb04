package io.ipcbox.lab;

import io.ipcbox.console.Console;
import java.util.List;

/** An explained run where there is no room for a column for each process: each line begins with the process's name. */
record NamedLines(Console console, List<String> names) implements Display {
    @Override
    public void line(String name, String text) {
        int column = names.stream().mapToInt(String::length).max().orElse(0) + 1;
        String beginning = name + " ".repeat(Math.max(0, column - name.length()));
        for (String row : Display.rows(text, console.columns() - column)) {
            console.line(beginning + row);
            beginning = " ".repeat(column);
        }
    }
}
