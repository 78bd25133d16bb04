package io.ipcbox.console;

import java.io.IOException;
import java.time.Instant;
import org.jline.reader.impl.history.DefaultHistory;

/**
 * A history that never fails and never complains: when its file cannot be read or written, what was typed is remembered
 * until the end. For the thread that reads lines.
 */
final class QuietHistory extends DefaultHistory {
    /** Longer lines were pasted; nobody looks for them with the arrow keys. */
    private static final int LONGEST = 10_000;

    @Override
    public void load() {
        try {
            super.load();
        } catch (IOException | RuntimeException e) {
            // Not text, say. A line is added to it all the same.
        }
    }

    @Override
    public void save() {
        try {
            super.save();
        } catch (IOException | RuntimeException e) {
            // The disk is full, say.
        }
    }

    @Override
    public void add(Instant time, String line) {
        if (line.length() <= LONGEST) {
            super.add(time, line);
        }
    }
}
