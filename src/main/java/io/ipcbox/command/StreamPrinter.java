package io.ipcbox.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
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
    private final Charset charset;
    private final List<Runnable> lostActions = new ArrayList<>();
    private boolean lost;

    StreamPrinter(OutputStream out, OutputStream err, Charset charset) {
        this.out = out;
        this.err = err;
        this.charset = charset;
    }

    /** Prints on this process's own standard output and standard error. */
    public static StreamPrinter standard() {
        // Not System.out: a PrintStream keeps to itself why a write failed.
        return new StreamPrinter(
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                TerminalText.charset());
    }

    @Override
    public void line(String text) {
        for (Runnable action : write(text)) {
            action.run();
        }
    }

    @Override
    public void error(String text) {
        // A lock of its own: whoever does not read standard output must still see what is wrong.
        synchronized (err) {
            try {
                err.write(bytes("ipcbox: " + text));
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
    private List<Runnable> write(String text) {
        synchronized (out) {
            if (lost) {
                return List.of();
            }
            try {
                out.write(bytes(text));
                out.flush();
                return List.of();
            } catch (IOException e) {
                lost = true;
                error("cannot write to standard output: " + reason(e));
                return List.copyOf(lostActions);
            }
        }
    }

    private byte[] bytes(String text) {
        return (TerminalText.escape(text) + "\n").getBytes(charset);
    }

    private static String reason(IOException e) {
        @Nullable String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
