package io.ipcbox.console;

import io.ipcbox.process.ExitCode;
import io.ipcbox.text.UsageException;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Supplier;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp;
import org.jspecify.annotations.Nullable;

/**
 * The server's shell at a prompt drawn by JLine. Prints above the line that is being typed and leaves that line as it is.
 * Close it before the terminal; later output goes to the plain streams.
 *
 * <p>Ctrl-C clears a half-typed line and on an empty line ends with 130; Ctrl-D ends with 0. Pasted lines arrive together
 * and are taken one by one, as commands and as answers. Answers do not go into the history.
 */
public final class PromptConsole implements Console, LineSource, AutoCloseable {
    private static final int MOST_BYTES = 1 << 30;
    private static final Input CTRL_C = new Input.End(ExitCode.INTERRUPTED, "Ctrl-C: the server ends");

    private final LineReader reader;
    private final Supplier<String> commands;
    private final Console streams;
    private final Charset ofLocale;
    private final boolean errorsOnTerminal;
    private final Deque<String> typed = new ArrayDeque<>();
    private boolean closed;

    /**
     * Reads and prints through the given reader.
     *
     * @param commands reads a command through it, at a prompt
     * @param streams for errors if they are redirected, and for everything once the terminal is closed
     * @param ofLocale the encoding that the locale names
     * @param errorsOnTerminal false if standard error is redirected
     */
    public PromptConsole(
            LineReader reader, Supplier<String> commands, Console streams, Charset ofLocale, boolean errorsOnTerminal) {
        this.reader = reader;
        this.commands = commands;
        this.ofLocale = ofLocale;
        this.streams = streams;
        this.errorsOnTerminal = errorsOnTerminal;
    }

    /** Prints on the standard streams where it cannot use the terminal. */
    public static PromptConsole standard(LineReader reader, Supplier<String> commands) {
        return new PromptConsole(
                reader,
                commands,
                StreamConsole.standard(),
                TerminalText.ofLocale(),
                StandardTerminal.ERROR.isTerminal());
    }

    @Override
    public Input next() {
        if (typed.isEmpty()) {
            try {
                take(commands.get());
            } catch (UserInterruptException e) {
                // A blank line instead of the next prompt: the interrupt may be meant for the loop.
                return e.getPartialLine().isEmpty() ? CTRL_C : TextLine.of("");
            } catch (EndOfFileException e) {
                return Input.End.ofInput();
            }
            if (Thread.interrupted()) {
                return CTRL_C;
            }
        }
        return TextLine.of(typed.remove());
    }

    private void take(String text) {
        StreamLines lines =
                new StreamLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), MOST_BYTES, false);
        while (lines.next() instanceof TextLine line) {
            typed.add(line.text());
        }
        if (typed.isEmpty()) {
            typed.add("");
        }
    }

    @Override
    public boolean hasLine() {
        return !typed.isEmpty();
    }

    @Override
    public boolean isScript() {
        return false;
    }

    /**
     * Asks the question. The answer may have been pasted with the command; it is the next line then, as in a pipe.
     *
     * @throws UsageException if the answer is not UTF-8
     */
    @Override
    public Optional<byte[]> ask(String question) {
        try {
            @Nullable String pasted = typed.peek();
            if (pasted == null) {
                take(read(question));
            } else {
                reader.printAbove(question + printable(pasted));
            }
            return Optional.of(TextLine.of(typed.remove()).text().getBytes(StandardCharsets.UTF_8));
        } catch (UserInterruptException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (EndOfFileException e) {
            return Optional.empty();
        }
    }

    private String read(String question) {
        reader.setVariable(LineReader.DISABLE_HISTORY, true);
        reader.setVariable(LineReader.DISABLE_COMPLETION, true);
        try {
            return reader.readLine(question);
        } finally {
            reader.setVariable(LineReader.DISABLE_HISTORY, false);
            reader.setVariable(LineReader.DISABLE_COMPLETION, false);
        }
    }

    @Override
    public boolean isInteractive() {
        return true;
    }

    @Override
    public void interruptible(Runnable work) {
        Terminal terminal = reader.getTerminal();
        Thread thread = Thread.currentThread();
        Terminal.SignalHandler before = terminal.handle(Terminal.Signal.INT, signal -> thread.interrupt());
        try {
            work.run();
        } finally {
            terminal.handle(Terminal.Signal.INT, before);
            Thread.interrupted();
        }
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
        // The reader resets the terminal when a line ends, but a signal that ends the JVM does not end the line.
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
        // The reader adds a line feed only to text that does not end in one, and so would drop an empty last line.
        reader.printAbove(printable + "\n");
        return true;
    }

    private String printable(String text) {
        return TerminalText.escape(text, ofLocale);
    }
}
