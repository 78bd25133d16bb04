package io.ipcbox.lab;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes frames into the pipe, one write each. Any thread may call. */
final class FrameWriter {
    private final String name;
    private final FileOutputStream pipe;
    private int lastPlace;

    /** @param file the path of the writing end of the pipe */
    FrameWriter(String name, String file) {
        this.name = name;
        try {
            this.pipe = new FileOutputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes a place for something to {@link #write}. */
    synchronized int takePlace() {
        lastPlace++;
        put(new Frame(Frame.Kind.PLACE, name, lastPlace, ""));
        return lastPlace;
    }

    synchronized void giveUpPlace(int place) {
        put(new Frame(Frame.Kind.NOTHING, name, place, ""));
    }

    /** @param place taken before, or 0 */
    synchronized void write(Frame.Kind kind, int place, String text) {
        String rest = text;
        while (kind == Frame.Kind.LINE && rest.length() > Frame.MOST_CHARS) {
            put(new Frame(Frame.Kind.PART, name, place, rest.substring(0, Frame.MOST_CHARS)));
            rest = rest.substring(Frame.MOST_CHARS);
        }
        put(new Frame(kind, name, place, rest.substring(0, Math.min(rest.length(), Frame.MOST_CHARS))));
    }

    /** Reports that a child of this process has ended. */
    synchronized void ended(String child, int exitCode) {
        put(new Frame(Frame.Kind.END, child, 0, Integer.toString(exitCode)));
    }

    private void put(Frame frame) {
        try {
            pipe.write(frame.toBytes());
        } catch (IOException e) {
            // The command has ended, and ends this process.
        }
    }

    void close() {
        try {
            pipe.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
