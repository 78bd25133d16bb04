package io.ipcbox.command;

import java.util.List;
import org.springframework.shell.core.command.CommandContext;
import org.springframework.shell.core.command.ExitStatus;

/** {@code exit}, {@code quit}: ends the server. Any thread may call. */
public final class ExitCommand implements ShellCommand {
    /** Tells the loop to end. */
    public static final ExitStatus EXIT = new ExitStatus(0, "EXIT");

    @Override
    public String getName() {
        return "exit";
    }

    @Override
    public List<String> getAliases() {
        return List.of("quit");
    }

    @Override
    public String getDescription() {
        return "end the server";
    }

    @Override
    public String getHelp() {
        return """
                usage: exit
                       quit

                Ends the server. Clients get what was sent before, and then end too.
                At a prompt Ctrl-D does the same.""";
    }

    @Override
    public Syntax syntax() {
        return Syntax.words(0);
    }

    @Override
    public ExitStatus execute(CommandContext context) {
        return EXIT;
    }
}
