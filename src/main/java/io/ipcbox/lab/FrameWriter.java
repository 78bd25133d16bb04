package io.ipcbox.lab;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes frames into the pipe, one write each. Any thread may call. */
final class FrameWriter {
    private final String lane;
    private final FileOutputStream pipe;
    private int lastPlace;

    /** @param file the writing end of the pipe, as this process finds it */
    FrameWriter(String lane, String file) {
        this.lane = lane;
        try {
            this.pipe = new FileOutputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes a place for what comes next; see {@link #write}. */
    synchronized int takePlace() {
        lastPlace++;
        put(new Frame(Frame.Kind.PLACE, lane, lastPlace, ""));
        return lastPlace;
    }

    /** Nothing will come at a place that was taken. */
    synchronized void giveUpPlace(int place) {
        put(new Frame(Frame.Kind.NOTHING, lane, place, ""));
    }

    /** @param place that was taken for it, or 0 */
    synchronized void write(Frame.Kind kind, int place, String text) {
        String rest = text;
        while (kind == Frame.Kind.LINE && rest.length() > Frame.MOST_CHARS) {
            put(new Frame(Frame.Kind.PART, lane, place, rest.substring(0, Frame.MOST_CHARS)));
            rest = rest.substring(Frame.MOST_CHARS);
        }
        put(new Frame(kind, lane, place, rest.substring(0, Math.min(rest.length(), Frame.MOST_CHARS))));
    }

    /** Tells that a child of this process has ended. */
    synchronized void ended(String child, int exitCode) {
        put(new Frame(Frame.Kind.END, child, 0, Integer.toString(exitCode)));
    }

    private void put(Frame frame) {
        try {
            pipe.write(frame.toBytes());
        } catch (IOException e) {
            // Nobody listens any more: the command is gone, and this process goes with it.
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
