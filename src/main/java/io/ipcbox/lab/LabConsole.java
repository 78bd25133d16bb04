package io.ipcbox.lab;

import java.util.List;
import java.util.Optional;

/** Where a program of the lab prints and what it reads. For the thread that runs the program. */
public interface LabConsole {
    /** Prints a line. */
    void line(String text);

    /** Prints {@code ipcbox: TEXT} on standard error. */
    void error(String text);

    /** Asks for a line; empty when the input is at its end, or the thread was interrupted. */
    Optional<String> ask(String question);

    /**
     * Everything on standard input, to its end; empty where that is not this program's, or a person types it.
     *
     * @throws io.ipcbox.ipc.IpcException if it cannot be read
     */
    Optional<String> input();

    /** How many columns a row has where {@link #line} prints; {@link Integer#MAX_VALUE} if that is no terminal. */
    int columns();

    /** A text in rows of so many columns at most, broken at words, each but the first indented. */
    List<String> rows(String text, int columns);

    /** True when a person answers, who may try again after a mistake. */
    boolean isInteractive();
}
