package io.ipcbox.lab;

import io.ipcbox.console.Wrapping;
import java.util.List;

/** How a run looks. For one thread. */
sealed interface Display permits PlainLines, Lanes, NamedLines {
    /** A line that a process prints. */
    void line(String lane, String text);

    /** A text in rows of so many columns at most, broken at words, each but the first indented. */
    static List<String> rows(String text, int columns) {
        int indent = text.length() - text.stripLeading().length();
        return Wrapping.rows(text, columns, indent + 2);
    }

    /** A call, or another step of a process. */
    void step(String lane, String text);
}
