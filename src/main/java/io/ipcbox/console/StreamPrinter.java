package io.ipcbox.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Prints on two streams, each call with one write, so that a reader at the other end has every line as soon as it is
 * printed. Any thread may call. The streams belong to whoever made them.
 *
 * <p>When standard output fails (its reader is gone, the disk is full), that is told once and the rest is dropped.
 */
public final class StreamPrinter implements LinePrinter {
    private final OutputStream out;
    private final OutputStream err;
    private final Charset ofLocale;
    private final IntSupplier outColumns;
    private final IntSupplier errColumns;
    private final List<Runnable> lostActions = new ArrayList<>();
    private boolean lost;

    StreamPrinter(OutputStream out, OutputStream err, Charset ofLocale) {
        this(out, err, ofLocale, () -> NO_LIMIT, () -> NO_LIMIT);
    }

    /** Prints on terminals, which may change their width. */
    StreamPrinter(
            OutputStream out, OutputStream err, Charset ofLocale, IntSupplier outColumns, IntSupplier errColumns) {
        this.out = out;
        this.err = err;
        this.ofLocale = ofLocale;
        this.outColumns = outColumns;
        this.errColumns = errColumns;
    }

    /** Prints on this process's own standard output and standard error. */
    public static StreamPrinter standard() {
        // Not System.out: a PrintStream keeps to itself why a write failed.
        return new StreamPrinter(
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

    /** Prints text that the next one continues: a question. */
    public void text(String text) {
        bytes(encode(printable(text)));
    }

    /** Writes bytes as they are, for other programs to read. */
    public void bytes(byte[] bytes) {
        for (Runnable action : write(bytes)) {
            action.run();
        }
    }

    @Override
    public void error(String text) {
        // A lock of its own: whoever does not read standard output must still see what is wrong.
        synchronized (err) {
            try {
                err.write(encode(Wrapping.fitWithoutColumns(printable("ipcbox: " + text), errColumns) + "\n"));
                err.flush();
            } catch (IOException e) {
                // There is nobody left to tell.
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

    /** What has to be done now, without the lock. */
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
