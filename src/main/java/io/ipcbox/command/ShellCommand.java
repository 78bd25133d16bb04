package io.ipcbox.command;

import io.ipcbox.console.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.shell.core.command.Command;
import org.springframework.shell.core.command.CommandArgument;
import org.springframework.shell.core.command.CommandContext;
import org.springframework.shell.core.command.ExitStatus;

/** The bridge to Spring Shell: a first word as one of its commands. For the thread that reads lines. */
final class ShellCommand implements Command {
    /** Ends the loop. */
    static final ExitStatus EXIT = new ExitStatus(0, "EXIT");

    private final CommandTree tree;
    private final Word word;
    private final Supplier<Console> console;

    ShellCommand(CommandTree tree, Word word, Supplier<Console> console) {
        this.tree = tree;
        this.word = word;
        this.console = console;
    }

    CommandTree tree() {
        return tree;
    }

    @Override
    public String getName() {
        return word.name();
    }

    @Override
    public List<String> getAliases() {
        return word.aliases();
    }

    @Override
    public ExitStatus execute(CommandContext context) {
        List<String> typed = new ArrayList<>(List.of(word.name()));
        context.parsedInput().arguments().stream().map(CommandArgument::value).forEach(typed::add);
        Console at = console.get();
        if (!word.isOneShot()) {
            return tree.run(typed, at) ? EXIT : ExitStatus.OK;
        }
        // Ctrl-C ends the command, not the server.
        at.interruptible(() -> tree.run(typed, at));
        return ExitStatus.OK;
    }
}
