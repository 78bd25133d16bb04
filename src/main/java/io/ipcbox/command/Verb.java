package io.ipcbox.command;

import io.ipcbox.console.Console;
import io.ipcbox.ipc.IpcException;
import picocli.CommandLine.ParseResult;

/**
 * What a command does. Its fields are its options and arguments; they have their values when it runs. An interrupt of the
 * thread ends it early, in good order and without an exception.
 */
@FunctionalInterface
public interface Verb {
    /**
     * Does it.
     *
     * @throws IpcException if it cannot be done
     * @throws io.ipcbox.text.UsageException if the options make no sense
     */
    void run(Console console);

    /** The failure of this command, with what the user can type next. */
    default IpcException advise(IpcException failure, ParseResult typed) {
        return failure;
    }

    /** True if the shell reads no line after this command. */
    default boolean endsTheShell() {
        return false;
    }
}
