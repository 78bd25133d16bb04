package io.ipcbox.command;

import java.util.List;
import org.springframework.shell.core.command.Command;
import org.springframework.shell.core.command.CommandContext;
import org.springframework.shell.core.command.CommandOption;

/**
 * A command that says how it wants to be read. {@code --help} is seen to by the parser. A command prints through its
 * context and fails with an exception whose message is for the user.
 */
public interface ShellCommand extends Command {
    CommandOption HELP =
            CommandOption.with().longName("help").type(boolean.class).build();

    Syntax syntax();

    /** What it is for, in lower case, in a few words. */
    @Override
    String getDescription();

    /** How it is used, then what it does; several lines. */
    @Override
    String getHelp();

    @Override
    default List<CommandOption> getOptions() {
        return List.of(HELP);
    }

    /** The only text, or first word, behind its name; empty if there is none. */
    static String argument(CommandContext context) {
        var arguments = context.parsedInput().arguments();
        return arguments.isEmpty() ? "" : arguments.getFirst().value();
    }
}
