package io.ipcbox.lab;

import io.ipcbox.console.Wrapping;
import java.util.List;

/** How a run looks. For one thread. */
sealed interface Display permits PlainLines, Lanes, NamedLines {
    /** Shows a line that a process prints. */
    void line(String name, String text);

    /** Shows a call, or another step of a process. */
    default void step(String name, String text) {
        line(name, "  " + text);
    }

    /** Breaks a text at words into rows of at most that many columns, each but the first indented. */
    static List<String> rows(String text, int columns) {
        int indent = text.length() - text.stripLeading().length();
        return Wrapping.rows(text, columns, indent + 2);
    }
}
