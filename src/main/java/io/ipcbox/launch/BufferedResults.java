package io.ipcbox.launch;

import io.ipcbox.client.ClientOutput;
import io.ipcbox.console.LinePrinter;

/** Prints a client's results many at a time, because a system call for each line would be most of the work. */
public final class BufferedResults implements ClientOutput {
    private static final int BUFFER_CHARS = 32 * 1024;

    private final LinePrinter printer;
    private final StringBuilder waiting = new StringBuilder();

    public BufferedResults(LinePrinter printer) {
        this.printer = printer;
    }

    @Override
    public synchronized void result(String line) {
        if (!waiting.isEmpty()) {
            waiting.append('\n');
        }
        waiting.append(line);
        if (waiting.length() >= BUFFER_CHARS) {
            flush();
        }
    }

    @Override
    public synchronized void flush() {
        if (!waiting.isEmpty()) {
            String lines = waiting.toString();
            waiting.setLength(0);
            printer.line(lines);
        }
    }

    @Override
    public void notice(String sentence) {
        printer.error(sentence);
    }
}
