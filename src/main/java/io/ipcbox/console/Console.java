package io.ipcbox.console;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.text.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The input and output of the server, a command, a program of the lab and a client. Any thread may print; the text of a
 * call stays together. Unprintable characters except line feeds are escaped here, so that foreign text cannot control a
 * terminal. One thread reads.
 *
 * <p>The defaults are those of the server's shell: data is shown, not passed on, and standard input belongs to the shell.
 */
public interface Console {
    /** What {@link #columns} returns if output does not go to a terminal. */
    int NO_LIMIT = Integer.MAX_VALUE;

    /** Prints one or more lines on standard output. */
    void line(String text);

    /** Prints one or more lines of data on standard output; they are not broken at words, because each space counts. */
    void data(String text);

    /** Passes on data: unchanged to another program, printable and with a line feed to a terminal. */
    default void data(byte[] bytes) {
        data(ReadableData.of(bytes));
    }

    /** True if {@link #data(byte[])} prints for a user; each call is a line of its own then. */
    default boolean showsData() {
        return true;
    }

    /** Prints {@code ipcbox: TEXT} on standard error. */
    void error(String text);

    /**
     * The current number of columns where {@link #line} prints. A longer line is broken at words; text with columns of its
     * own may have to break its lines itself.
     */
    int columns();

    /**
     * Runs the action once when writing to standard output has failed and the error was reported; immediately, if that has
     * happened already. It runs on the thread that printed, and must not wait for other threads that print.
     */
    void whenLost(Runnable action);

    /** True if standard input belongs to this command alone and is not a terminal. */
    default boolean hasInput() {
        return false;
    }

    /**
     * Standard input. The caller need not close it.
     *
     * @throws UsageException if it belongs to the shell
     */
    default InputStream input() {
        throw new UsageException("- means standard input, which this shell reads itself; pass the text instead");
    }

    /**
     * All of standard input.
     *
     * @throws IpcException EMSGSIZE if there is more; it is not read to its end then
     * @throws UsageException if it belongs to the shell
     */
    default byte[] input(int mostBytes) {
        try {
            byte[] bytes = input().readNBytes(mostBytes + 1);
            if (bytes.length > mostBytes) {
                throw new IpcException(
                        "take",
                        "standard input",
                        Errno.EMSGSIZE,
                        "it has more than the " + mostBytes + " bytes that fit");
            }
            return bytes;
        } catch (IOException e) {
            throw StandardInput.failure(e);
        }
    }

    /**
     * Asks for a line.
     *
     * @return the line without its line end; empty at the end of the input or if the thread is interrupted
     */
    Optional<byte[]> ask(String question);

    /**
     * Reports an answer that was not accepted, if another one may follow: a user can try again, and the next line of the
     * server's script is an answer too. Otherwise throws the reason.
     */
    default void refuseAnswer(RuntimeException reason) {
        error(String.valueOf(reason.getMessage()));
    }

    /**
     * Ends the input of a script, after an answer that is not valid: which of the next lines are answers, and which are
     * commands, is unknown. Input from a user continues.
     */
    default void endInput() {}

    /** The number of answers of a script that were refused; those of a user do not count. */
    default int refusals() {
        return 0;
    }

    /** True if answers come from a user, not from a script or a file. */
    boolean isInteractive();

    /**
     * Runs work that may take long, on this thread. At a prompt, Ctrl-C then interrupts the thread instead of ending the
     * program; afterwards the thread is not interrupted.
     */
    default void interruptible(Runnable work) {
        work.run();
    }

    /** What a user types before a command: {@code ipcbox} and a space, or nothing at a prompt. */
    default String program() {
        return "";
    }
}
