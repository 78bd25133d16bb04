package io.ipcbox.command.ipc;

import io.ipcbox.console.Console;
import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Permissions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code create}: has it there. */
@Command(name = "create", description = "Creates it, unless it is there already.")
final class CreateVerb implements Action {
    @Option(
            names = {"-m", "--mode"},
            paramLabel = "MODE",
            description = "who may do what with a new one, in octal (default: ${DEFAULT-VALUE})")
    private Permissions mode = Permissions.OWNER_ONLY;

    @Option(
            names = {"-x", "--exclusive"},
            description = "fail if it is there already")
    private boolean exclusive;

    private final Subject subject;

    CreateVerb(Subject subject) {
        this.subject = subject;
    }

    @Override
    public void run(Console console) {
        Subject.Creation creation =
                subject.create(exclusive ? CreationMode.CREATE_EXCLUSIVE : CreationMode.OPEN_OR_CREATE, mode);
        console.line(creation.name() + (creation.isNew() ? " is created." : " exists already."));
    }
}
