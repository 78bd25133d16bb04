package io.ipcbox.command.broadcast;

import io.ipcbox.command.CommandHelp;
import io.ipcbox.command.Verb;
import io.ipcbox.console.Console;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code help}, {@code help send}, {@code help posix msq send}. */
@Command(name = "help", customSynopsis = "help [COMMAND]", description = """

            Lists the commands, or tells how one of them is used.""")
final class HelpVerb implements Verb {
    @Parameters(arity = "0..*", hidden = true)
    private List<String> command = List.of();

    private final Supplier<Session> session;

    HelpVerb(Supplier<Session> session) {
        this.session = session;
    }

    @Override
    public void run(Console console) {
        Session shell = session.get();
        console.line(
                command.isEmpty()
                        ? "Type integers to send them to every client, or a command:\n\n"
                                + CommandHelp.list(
                                        shell.tree().inShell(shell.screen().isPresent()))
                                + "\n\nCOMMAND --help tells more. A line that starts with # is a comment."
                        : CommandHelp.of(shell.tree().spec(command), console.columns()));
    }
}
