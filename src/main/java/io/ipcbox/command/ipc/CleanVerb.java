package io.ipcbox.command.ipc;

import io.ipcbox.console.Console;
import picocli.CommandLine.Command;

/** {@code clean}: removes it. */
@Command(name = "clean", description = "Removes it, for everybody.")
record CleanVerb(Subject subject) implements Action {
    @Override
    public void run(Console console) {
        console.line(subject.remove() + " is removed.");
    }
}
