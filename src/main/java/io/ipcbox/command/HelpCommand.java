package io.ipcbox.command;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.shell.core.command.Command;
import org.springframework.shell.core.command.CommandContext;
import org.springframework.shell.core.command.CommandRegistry;
import org.springframework.shell.core.command.ExitStatus;

/** {@code help}, {@code help send}. Any thread may call. */
public final class HelpCommand implements ShellCommand {
    public static final String NAME = "help";

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public String getDescription() {
        return "explain the commands";
    }

    @Override
    public String getHelp() {
        return """
                usage: help [COMMAND]

                Lists the commands, or tells how one of them is used.""";
    }

    @Override
    public Syntax syntax() {
        // One text, and not one word: the name of a command may have several.
        return Syntax.text();
    }

    @Override
    public ExitStatus execute(CommandContext context) {
        String name = ShellCommand.argument(context);
        CommandRegistry registry = context.commandRegistry();
        context.outputWriter().println(name.isEmpty() ? list(registry) : explain(registry, name));
        return ExitStatus.OK;
    }

    private static String explain(CommandRegistry registry, String name) {
        Command command = registry.getCommandByName(name);
        if (command == null) {
            throw ShellParser.unknown(registry, name);
        }
        return command.getHelp();
    }

    private static String list(CommandRegistry registry) {
        List<Command> commands = registry.getCommands().stream()
                .filter(command -> !command.isHidden())
                .sorted(Comparator.comparing(Command::getName))
                .toList();
        int widest =
                commands.stream().mapToInt(it -> it.getName().length()).max().orElse(0);
        String lines = commands.stream()
                .map(it ->
                        "  " + it.getName() + " ".repeat(widest - it.getName().length()) + "  " + describe(it))
                .collect(Collectors.joining("\n"));
        return "Type integers to send them to every client, or a command:\n\n" + lines
                + "\n\nCOMMAND --help tells more. A line that starts with # is a comment.";
    }

    private static String describe(Command command) {
        return command.getDescription()
                + (command.getAliases().isEmpty() ? "" : "; also: " + String.join(", ", command.getAliases()));
    }
}
