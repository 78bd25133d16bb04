package io.ipcbox.console;

import java.util.Optional;

/** Where lines come from. For one thread, which may be interrupted. */
public interface LineSource {
    /** Waits for the next line. An interrupted thread gets an {@link Input.End}. */
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

    /** True if a line has come already, so that {@link #next} need not wait for it. */
    boolean hasLine();

    /** True if nobody watches: a line that fails then makes the whole run fail. */
    boolean isScript();
}
