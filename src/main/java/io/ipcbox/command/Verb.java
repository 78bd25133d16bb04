package io.ipcbox.command;

import io.ipcbox.console.Console;
import io.ipcbox.ipc.IpcException;
import picocli.CommandLine.ParseResult;

/**
 * A command. Its fields are its options and arguments, which have their values when it runs. An interrupt of the thread
 * ends it early, without an exception.
 */
@FunctionalInterface
public interface Verb {
    /**
     * Runs the command.
     *
     * @throws IpcException if the command fails
     * @throws io.ipcbox.text.UsageException if the options make no sense
     */
    void run(Console console);

    /** Returns the failure of this command, with a remedy for the user if there is one. */
    default IpcException advise(IpcException failure, ParseResult typed) {
        return failure;
    }

    /** True if the shell must not read another line. */
    default boolean endsTheShell() {
        return false;
    }
}
