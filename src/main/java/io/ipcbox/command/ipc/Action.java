package io.ipcbox.command.ipc;

import io.ipcbox.command.Verb;
import io.ipcbox.ipc.IpcException;
import picocli.CommandLine.ParseResult;

/** A command on a kernel object. Its errors name the command that helps. */
interface Action extends Verb {
    @Override
    default IpcException advise(IpcException failure, ParseResult typed) {
        return Advice.on(failure, typed);
    }
}
