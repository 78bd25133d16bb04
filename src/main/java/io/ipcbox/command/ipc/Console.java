package io.ipcbox.command.ipc;

import java.util.Optional;

/** Where a command prints and what it reads. For one thread. */
public interface Console {
    /** Prints a line, or several, for people. */
    void line(String text);

    /** Prints {@code ipcbox: TEXT} on standard error. */
    void error(String text);

    /** Hands on data: as it is to another program, printable and with a line feed to a terminal. */
    void data(byte[] bytes);

    /** True when standard input is all this command's, and no terminal. */
    boolean hasInput();

    /**
     * Everything on standard input.
     *
     * @param mostBytes how much may be there
     * @throws io.ipcbox.command.UsageException where there is no such input
     */
    byte[] input(long mostBytes);

    /** Asks for a line; without its end, empty when the input is at its end or the question was interrupted. */
    Optional<byte[]> ask(String question);

    /** True when a person answers, who may try again after a mistake. */
    boolean isInteractive();
}
