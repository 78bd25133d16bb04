package io.ipcbox.command.lab;

import io.ipcbox.command.ShellCommand;
import io.ipcbox.command.Syntax;
import io.ipcbox.command.ipc.IpcCommands;
import io.ipcbox.console.Console;
import java.util.ArrayList;
import java.util.List;
import org.springframework.shell.core.command.CommandArgument;
import org.springframework.shell.core.command.CommandContext;
import org.springframework.shell.core.command.ExitStatus;

/** One of these commands at the prompt; Ctrl-C ends its program, and not the server. For one thread. */
final class LabShellCommand implements ShellCommand {
    private final String word;
    private final Console console;

    LabShellCommand(String word, Console console) {
        this.word = word;
        this.console = console;
    }

    @Override
    public String getName() {
        return word;
    }

    @Override
    public String getDescription() {
        return word.equals(LabModel.LAB)
                ? "the classroom programs: pipe, queue, memory, race, deadlock"
                : LabModel.description(LabModel.of(word));
    }

    @Override
    public String getHelp() {
        return IpcCommands.usage(new picocli.CommandLine(LabModel.of(word)).getCommandSpec(), console.columns());
    }

    @Override
    public Syntax syntax() {
        return Syntax.raw();
    }

    @Override
    public ExitStatus execute(CommandContext context) {
        List<String> words = new ArrayList<>(List.of(word));
        context.parsedInput().arguments().stream().map(CommandArgument::value).forEach(words::add);
        console.interruptible(() -> IpcCommands.run(LabModel.of(word), words, console));
        return ExitStatus.OK;
    }
}
