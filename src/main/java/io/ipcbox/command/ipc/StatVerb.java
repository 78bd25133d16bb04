package io.ipcbox.command.ipc;

import io.ipcbox.console.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code stat}: how it is. */
@Command(name = "stat", description = "Shows what the kernel knows of it.")
final class StatVerb implements Action {
    @Option(names = "--json", description = "as one JSON object, for programs")
    private boolean json;

    private final Subject subject;

    StatVerb(Subject subject) {
        this.subject = subject;
    }

    @Override
    public void run(Console console) {
        subject.facts().print(console, json);
    }
}
