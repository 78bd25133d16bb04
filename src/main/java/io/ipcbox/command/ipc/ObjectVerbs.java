package io.ipcbox.command.ipc;

import io.ipcbox.command.JsonOption;
import io.ipcbox.console.Console;
import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Permissions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The verbs of every kind of object. */
final class ObjectVerbs {
    private ObjectVerbs() {}

    @Command(name = "create", description = "Creates the object if it does not exist.")
    static final class Create implements Action {
        @Option(
                names = {"-m", "--mode"},
                paramLabel = "MODE",
                description = "permissions of a new object, in octal (default: ${DEFAULT-VALUE})")
        private Permissions mode = Permissions.OWNER_ONLY;

        @Option(
                names = {"-x", "--exclusive"},
                description = "fail if the object exists")
        private boolean exclusive;

        private final Subject subject;

        Create(Subject subject) {
            this.subject = subject;
        }

        @Override
        public void run(Console console) {
            console.line(subject.create(exclusive ? CreationMode.CREATE_EXCLUSIVE : CreationMode.OPEN_OR_CREATE, mode));
        }
    }

    @Command(name = "stat", description = "Shows the current state of the object.")
    record Stat(Subject subject, JsonOption json) implements Action {
        @Override
        public void run(Console console) {
            subject.facts().print(console, json);
        }
    }

    @Command(name = "clean", description = "Removes the object from the system.")
    record Clean(Subject subject) implements Action {
        @Override
        public void run(Console console) {
            console.line(subject.remove());
        }
    }
}
