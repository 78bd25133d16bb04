package io.ipcbox.client;

import io.ipcbox.console.Console;

/** Prints results in batches, because a system call for each line would be most of the work. For one thread. */
final class Results {
    private static final int BUFFER_CHARS = 32 * 1024;

    private final Console console;
    private final StringBuilder waiting = new StringBuilder();

    Results(Console console) {
        this.console = console;
    }

    /** Adds a line, which may be kept until {@link #flush}. */
    void add(String line) {
        if (!waiting.isEmpty()) {
            waiting.append('\n');
        }
        waiting.append(line);
        if (waiting.length() >= BUFFER_CHARS) {
            flush();
        }
    }

    /** Prints the lines that were kept. */
    void flush() {
        if (!waiting.isEmpty()) {
            String lines = waiting.toString();
            waiting.setLength(0);
            console.line(lines);
        }
    }
}
