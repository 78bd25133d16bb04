package io.ipcbox.command.ipc;

import io.ipcbox.console.LinePrinter;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Where a command prints and what it reads. For one thread. */
public interface Console {
    /** Prints a line, or several, for people. */
    void line(String text);

    /** Prints {@code ipcbox: TEXT} on standard error. */
    void error(String text);

    /** Prints a line, or several, of data: not broken at words, because each blank counts. */
    void data(String text);

    /** Hands on data: as it is to another program, printable and with a line feed to a terminal. */
    void data(byte[] bytes);

    /** True if a person sees what {@link #data(byte[])} prints; each call is a line of its own then. */
    boolean showsData();

    /** True when standard input is all this command's, and no terminal. */
    boolean hasInput();

    /**
     * Standard input. The caller need not close it.
     *
     * @throws io.ipcbox.text.UsageException where there is no such input
     */
    InputStream input();

    /**
     * All of standard input; what is longer is not read to its end.
     *
     * @throws IpcException EMSGSIZE if there is more
     * @throws io.ipcbox.text.UsageException where there is no such input
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
            throw InputFailure.of(e);
        }
    }

    /** Asks for a line; without its end, empty when the input is at its end or the question was interrupted. */
    Optional<byte[]> ask(String question);

    /**
     * Tells of an answer that was not taken, where the next one may be better: a person may try again, and the next line
     * of the server's script is an answer too. Elsewhere throws the reason.
     */
    void refuseAnswer(RuntimeException reason);

    /** What is typed in front of a command here: {@code ipcbox} and a space, or nothing at a prompt. */
    String program();

    /** How many columns a row has where {@link #line} prints; {@link LinePrinter#NO_LIMIT} if that is no terminal. */
    int columns();

    /** True when a person answers, who may try again after a mistake. */
    boolean isInteractive();
}
