package io.ipcbox.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The standard streams of a process that runs one command, or is a client. Each call is one write, so that a reader gets
 * every line as soon as it is printed. The caller closes the streams.
 *
 * <p>If writing to standard output fails (its reader has ended, the disk is full), that is reported once and further output
 * is dropped.
 */
public final class StreamConsole implements Console {
    private static final int LONGEST_ANSWER = 1 << 20;

    private final OutputStream out;
    private final OutputStream err;
    private final Charset ofLocale;
    private final IntSupplier outColumns;
    private final IntSupplier errColumns;
    private final List<Runnable> lostActions = new ArrayList<>();
    private @Nullable StreamLines answers;
    private boolean lost;

    /** Prints on streams that are not terminals. */
    public StreamConsole(OutputStream out, OutputStream err, Charset ofLocale) {
        this(out, err, ofLocale, () -> NO_LIMIT, () -> NO_LIMIT);
    }

    /** Prints on streams that may be terminals, whose width may change. */
    StreamConsole(
            OutputStream out, OutputStream err, Charset ofLocale, IntSupplier outColumns, IntSupplier errColumns) {
        this.out = out;
        this.err = err;
        this.ofLocale = ofLocale;
        this.outColumns = outColumns;
        this.errColumns = errColumns;
    }

    /** Prints on the standard output and standard error of this process. */
    public static StreamConsole standard() {
        // Not System.out: a PrintStream hides why a write failed.
        return new StreamConsole(
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                TerminalText.ofLocale(),
                StandardTerminal.OUTPUT::columns,
                StandardTerminal.ERROR::columns);
    }

    @Override
    public void line(String text) {
        bytes(encode(Wrapping.fit(printable(text), outColumns) + "\n"));
    }

    @Override
    public void data(String text) {
        text(text + "\n");
    }

    @Override
    public int columns() {
        return outColumns.getAsInt();
    }

    @Override
    public void data(byte[] bytes) {
        if (showsData()) {
            Console.super.data(bytes);
        } else {
            bytes(bytes);
        }
    }

    @Override
    public boolean showsData() {
        return StandardTerminal.OUTPUT.isTerminal();
    }

    /** Prints text without a line end: a question. */
    void text(String text) {
        bytes(encode(printable(text)));
    }

    private void bytes(byte[] bytes) {
        for (Runnable action : write(bytes)) {
            action.run();
        }
    }

    @Override
    public void error(String text) {
        // A lock of its own: errors must be seen even if standard output blocks.
        synchronized (err) {
            try {
                err.write(encode(Wrapping.fitWithoutColumns(printable("ipcbox: " + text), errColumns) + "\n"));
                err.flush();
            } catch (IOException e) {
                // There is no stream left to report it on.
            }
        }
    }

    @Override
    public void whenLost(Runnable action) {
        synchronized (out) {
            if (!lost) {
                lostActions.add(action);
                return;
            }
        }
        action.run();
    }

    /** Returns the actions to run, without the lock. */
    private List<Runnable> write(byte[] bytes) {
        synchronized (out) {
            if (lost) {
                return List.of();
            }
            try {
                out.write(bytes);
                out.flush();
                return List.of();
            } catch (IOException e) {
                lost = true;
                error("cannot write to standard output: " + reason(e));
                return List.copyOf(lostActions);
            }
        }
    }

    @Override
    public boolean hasInput() {
        return !isInteractive();
    }

    @Override
    public InputStream input() {
        return StandardInput.open();
    }

    @Override
    public Optional<byte[]> ask(String question) {
        while (true) {
            text(question);
            switch (answers().next()) {
                case TextLine line -> {
                    return Optional.of(line.bytes());
                }
                case Input.Skipped skipped -> refuseAnswer(new InputException(skipped.reason()));
                case Input.End end
                when end.reason().isEmpty() -> {
                    // The row of the question has not ended.
                    line("");
                    return Optional.empty();
                }
                case Input.End end -> throw new InputException(end.reason());
            }
        }
    }

    /** Not closed: a command that asks reads all of its input. */
    private StreamLines answers() {
        StreamLines lines = answers;
        if (lines == null) {
            lines = new StreamLines(input(), LONGEST_ANSWER, false);
            answers = lines;
        }
        return lines;
    }

    @Override
    public void refuseAnswer(RuntimeException reason) {
        if (!isInteractive()) {
            throw reason;
        }
        Console.super.refuseAnswer(reason);
    }

    @Override
    public boolean isInteractive() {
        return StandardTerminal.INPUT.isTerminal();
    }

    @Override
    public String program() {
        return "ipcbox ";
    }

    private String printable(String text) {
        return TerminalText.escape(text, ofLocale);
    }

    private byte[] encode(String printable) {
        return printable.getBytes(TerminalText.encoding(ofLocale));
    }

    private static String reason(IOException e) {
        @Nullable String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
