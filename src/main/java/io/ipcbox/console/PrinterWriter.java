package io.ipcbox.console;

import java.io.Writer;

/** Where a command writes: every flush hands on what has come together, in one piece. For one thread. */
public final class PrinterWriter extends Writer {
    private final LinePrinter printer;
    private final StringBuilder text = new StringBuilder();

    public PrinterWriter(LinePrinter printer) {
        this.printer = printer;
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
        printer.line(text.substring(0, end));
        text.setLength(0);
    }

    @Override
    public void close() {
        flush();
    }
}
