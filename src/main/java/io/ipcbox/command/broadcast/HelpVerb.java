package io.ipcbox.command.broadcast;

import io.ipcbox.command.CommandHelp;
import io.ipcbox.command.Verb;
import io.ipcbox.console.Console;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code help}, {@code help send}, {@code help posix msq send}. */
@Command(
        name = "help",
        customSynopsis = "help [COMMAND]",
        description = "\nLists the commands, or explains one of them.")
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
        console.line(command.isEmpty() ? overview(shell) : help(shell, console.columns()));
    }

    private static String overview(Session shell) {
        return "Type integers to send them to every client, or a command:\n\n"
                + CommandHelp.list(shell.tree().inShell(shell.hasScreen()))
                + "\n\nFor more, type COMMAND --help. A line that starts with # is a comment.";
    }

    private String help(Session shell, int columns) {
        // Refuses a word that does not work here.
        shell.tree().inShell(command.getFirst(), shell.hasScreen());
        return CommandHelp.of(shell.tree().spec(command), columns);
    }
}
