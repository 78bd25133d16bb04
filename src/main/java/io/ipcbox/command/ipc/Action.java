package io.ipcbox.command.ipc;

import io.ipcbox.command.Verb;
import io.ipcbox.ipc.IpcException;
import picocli.CommandLine.ParseResult;

/** A verb about a kernel object: its failures come with the command that helps. */
interface Action extends Verb {
    @Override
    default IpcException advise(IpcException failure, ParseResult typed) {
        return Advice.on(failure, typed);
    }
}
