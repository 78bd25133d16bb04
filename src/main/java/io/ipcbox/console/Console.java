package io.ipcbox.console;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.text.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Where the server, a command, a program of the lab and a client print, and what they read. Any thread may print; a
 * call's text stays together. What is not printable is escaped here, so that nothing from outside can steer a terminal;
 * only line feeds pass. One thread reads.
 *
 * <p>Defaults are those of the server's shell: data are shown, not handed on, and standard input is the shell's own.
 */
public interface Console {
    /** What {@link #columns} returns where no terminal breaks lines. */
    int NO_LIMIT = Integer.MAX_VALUE;

    /** Prints one line, or several, on standard output. */
    void line(String text);

    /** Prints one line, or several, of data on standard output: not broken at words, because each space counts. */
    void data(String text);

    /** Hands on data: unchanged to another program, printable and with a line feed to a terminal. */
    default void data(byte[] bytes) {
        data(ReadableData.of(bytes));
    }

    /** True if a user sees what {@link #data(byte[])} prints; each call is a line of its own then. */
    default boolean showsData() {
        return true;
    }

    /** Prints {@code ipcbox: TEXT} on standard error. */
    void error(String text);

    /**
     * The current width of a row where {@link #line} prints. A longer line is broken at words there; text with columns of
     * its own may have to break itself.
     */
    int columns();

    /**
     * Runs the action once when standard output can no longer be written, after the user was told why; at once, if that
     * has happened already. It runs on the thread that printed, and must not wait for others that print.
     */
    void whenLost(Runnable action);

    /** True if standard input belongs to this command alone and is no terminal. */
    default boolean hasInput() {
        return false;
    }

    /**
     * Standard input. The caller need not close it.
     *
     * @throws UsageException where there is no such input
     */
    default InputStream input() {
        throw new UsageException("- is standard input, which this shell reads itself; give the text");
    }

    /**
     * All of standard input; longer input is not read to its end.
     *
     * @throws IpcException EMSGSIZE if there is more
     * @throws UsageException where there is no such input
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
     * @return the line without its end; empty if the input is at its end or the thread was interrupted
     */
    Optional<byte[]> ask(String question);

    /**
     * Reports an answer that was not accepted, where the next one may be better: a user may try again, and the next line
     * of the server's script is an answer too. Elsewhere throws the reason.
     */
    default void refuseAnswer(RuntimeException reason) {
        error(String.valueOf(reason.getMessage()));
    }

    /** How many answers of a script were refused so far; those of a user do not count. */
    default int refusals() {
        return 0;
    }

    /** True if a user answers, who may try again after a mistake. */
    boolean isInteractive();

    /**
     * Does work that may take long, on this thread. At a prompt, Ctrl-C meanwhile interrupts the thread instead of ending
     * the program; afterwards the thread is not interrupted.
     */
    default void interruptible(Runnable work) {
        work.run();
    }

    /** What is typed in front of a command here: {@code ipcbox} and a space, or nothing at a prompt. */
    default String program() {
        return "";
    }
}
