package io.ipcbox.message;

/**
 * The client was stuck and was cut off: that many lines were dropped at this point of its stream.
 *
 * @param lines at least 1
 */
public record Lagged(long lines) implements Message {
    public Lagged {
        if (lines < 1) {
            throw new IllegalArgumentException("a gap has at least one line, lines=" + lines);
        }
    }
}
