package io.ipcbox.console;

import java.io.IOException;
import java.time.Instant;
import org.jline.reader.impl.history.DefaultHistory;

/**
 * A history that ignores errors: if its file cannot be read or written, it keeps lines in memory only. For the thread that
 * reads lines.
 */
final class QuietHistory extends DefaultHistory {
    /** Longer lines were pasted; no user looks for them with the arrow keys. */
    private static final int LONGEST = 10_000;

    @Override
    public void load() {
        try {
            super.load();
        } catch (IOException | RuntimeException e) {
            // For example, it is not text. Lines are still added to it.
        }
    }

    @Override
    public void save() {
        try {
            super.save();
        } catch (IOException | RuntimeException e) {
            // For example, the disk is full.
        }
    }

    @Override
    public void add(Instant time, String line) {
        if (line.length() <= LONGEST) {
            super.add(time, line);
        }
    }
}
