package io.ipcbox.command.ipc;

import io.ipcbox.console.Console;

/** What a command does. An interrupt of its thread ends it early, in good order and without an exception. */
@FunctionalInterface
public interface Action {
    /**
     * Does it.
     *
     * @throws io.ipcbox.ipc.IpcException if it cannot be done
     * @throws io.ipcbox.text.UsageException if the options make no sense
     */
    void run(Console console);
}
