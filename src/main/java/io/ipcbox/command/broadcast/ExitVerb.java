package io.ipcbox.command.broadcast;

import io.ipcbox.command.Verb;
import io.ipcbox.console.Console;
import java.util.Objects;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

/** {@code exit}, {@code quit}: ends the server. */
@Command(
        name = "exit",
        customSynopsis = {"exit", "       quit"},
        description = """

            Ends the server. Clients get what was sent before, and then end too.
            At a prompt Ctrl-D does the same.""")
final class ExitVerb implements Verb {
    private final Supplier<Session> session;

    ExitVerb(Supplier<Session> session) {
        this.session = session;
    }

    @Override
    public void run(Console console) {
        // Fails where there is no shell; where there is one, its loop does the rest.
        Objects.requireNonNull(session.get());
    }

    @Override
    public boolean endsTheShell() {
        return true;
    }
}
