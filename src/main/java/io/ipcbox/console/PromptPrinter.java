package io.ipcbox.console;

import java.nio.charset.Charset;
import org.jline.reader.LineReader;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp;

/**
 * Prints above the line that is being typed and leaves that line as it is. Any thread may call. Close it before the terminal;
 * what is printed later goes to the plain streams.
 */
public final class PromptPrinter implements LinePrinter, AutoCloseable {
    private final LineReader reader;
    private final LinePrinter streams;
    private final Charset ofLocale;
    private final boolean errorsOnTerminal;
    private boolean closed;

    /**
     * Prints through that reader.
     *
     * @param streams for errors that were redirected, and for everything after the terminal is gone
     * @param ofLocale the encoding that the locale promises
     * @param errorsOnTerminal false if standard error was redirected
     */
    public PromptPrinter(LineReader reader, LinePrinter streams, Charset ofLocale, boolean errorsOnTerminal) {
        this.reader = reader;
        this.ofLocale = ofLocale;
        this.streams = streams;
        this.errorsOnTerminal = errorsOnTerminal;
    }

    @Override
    public void line(String text) {
        if (!above(Wrapping.fit(printable(text), this::columns))) {
            streams.line(text);
        }
    }

    @Override
    public void data(String text) {
        if (!above(printable(text))) {
            streams.data(text);
        }
    }

    @Override
    public void error(String text) {
        if (!errorsOnTerminal || !above(Wrapping.fitWithoutColumns(printable("ipcbox: " + text), this::columns))) {
            streams.error(text);
        }
    }

    @Override
    public int columns() {
        return reader.getTerminal().getWidth();
    }

    @Override
    public void whenLost(Runnable action) {
        streams.whenLost(action);
    }

    @Override
    public synchronized void close() {
        closed = true;
        // The reader tidies up when a line ends, but a signal that ends the JVM does not end the line.
        if (reader.isReading()) {
            Terminal terminal = reader.getTerminal();
            terminal.writer().println();
            terminal.puts(InfoCmp.Capability.keypad_local);
            terminal.writer().write(LineReaderImpl.BRACKETED_PASTE_OFF);
            terminal.flush();
        }
    }

    private synchronized boolean above(String printable) {
        if (closed) {
            return false;
        }
        // The reader adds a line feed only to text without one at its end, and would swallow an empty last line.
        reader.printAbove(printable + "\n");
        return true;
    }

    private String printable(String text) {
        return TerminalText.escape(text, ofLocale);
    }
}
