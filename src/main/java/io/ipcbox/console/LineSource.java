package io.ipcbox.console;

import java.util.Optional;

/** A source of lines. For one thread, which may be interrupted. */
public interface LineSource {
    /** Waits for the next line; returns {@link Input.End} if the thread is interrupted. */
    Input next();

    /**
     * Waits for the next line; empty at the end of the input.
     *
     * @throws InputException if the line was skipped, or the input cannot be read
     */
    default Optional<TextLine> nextLine() {
        return switch (next()) {
            case TextLine line -> Optional.of(line);
            case Input.Skipped skipped -> throw new InputException(skipped.reason());
            case Input.End end when end.reason().isEmpty() -> Optional.empty();
            case Input.End end -> throw new InputException(end.reason());
        };
    }

    /** True if {@link #next} need not wait, because a line has arrived. */
    boolean hasLine();

    /** True if no user types the lines: a line that fails then makes the whole run fail. */
    boolean isScript();
}
