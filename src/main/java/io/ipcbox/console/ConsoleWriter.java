package io.ipcbox.console;

import java.io.Writer;

/** Where a command writes: every flush hands on what has come together, in one piece. For one thread. */
public final class ConsoleWriter extends Writer {
    private final Console console;
    private final StringBuilder text = new StringBuilder();

    public ConsoleWriter(Console console) {
        this.console = console;
    }

    @Override
    public void write(char[] buffer, int offset, int length) {
        text.append(buffer, offset, length);
    }

    @Override
    public void flush() {
        if (text.isEmpty()) {
            return;
        }
        int end = text.length() - (text.charAt(text.length() - 1) == '\n' ? 1 : 0);
        console.line(text.substring(0, end));
        text.setLength(0);
    }

    @Override
    public void close() {
        flush();
    }
}
