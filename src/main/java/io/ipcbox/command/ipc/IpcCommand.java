package io.ipcbox.command.ipc;

import io.ipcbox.command.ShellCommand;
import io.ipcbox.command.Syntax;
import io.ipcbox.console.Console;
import java.util.ArrayList;
import java.util.List;
import org.springframework.shell.core.command.CommandArgument;
import org.springframework.shell.core.command.CommandContext;
import org.springframework.shell.core.command.CommandOption;
import org.springframework.shell.core.command.ExitStatus;
import picocli.CommandLine.Model.OptionSpec;

/** A family or a noun at the prompt: hands its words to the model, which the command line uses too. For one thread. */
final class IpcCommand implements ShellCommand {
    private final List<String> name;
    private final String description;
    private final Console console;

    /** @param name {@code posix}; {@code posix} and {@code msq} */
    IpcCommand(List<String> name, String description, Console console) {
        this.name = List.copyOf(name);
        this.description = description;
        this.console = console;
    }

    @Override
    public String getName() {
        return String.join(" ", name);
    }

    @Override
    public String getDescription() {
        return description;
    }

    @Override
    public String getHelp() {
        return IpcCommands.help(name, console.columns());
    }

    @Override
    public Syntax syntax() {
        return Syntax.raw();
    }

    /** For completion. */
    @Override
    public List<CommandOption> getOptions() {
        return IpcCommands.spec(name).options().stream().map(IpcCommand::option).toList();
    }

    private static CommandOption option(OptionSpec option) {
        CommandOption.Builder builder = CommandOption.with()
                .longName(option.longestName().substring("--".length()))
                .description(String.join(" ", option.description()))
                .type(option.type());
        if (option.shortestName().length() == 2) {
            builder.shortName(option.shortestName().charAt(1));
        }
        return builder.build();
    }

    @Override
    public ExitStatus execute(CommandContext context) {
        List<String> words = new ArrayList<>(name);
        context.parsedInput().arguments().stream().map(CommandArgument::value).forEach(words::add);
        console.interruptible(() -> IpcCommands.run(words, console));
        return ExitStatus.OK;
    }
}
