package io.ipcbox.command;

import io.ipcbox.console.TerminalText;
import io.ipcbox.console.TextLine;
import io.ipcbox.text.NearestName;
import io.ipcbox.text.ShellWords;
import io.ipcbox.text.UsageException;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.shell.core.command.Command;
import org.springframework.shell.core.command.CommandArgument;
import org.springframework.shell.core.command.CommandParser;
import org.springframework.shell.core.command.CommandRegistry;
import org.springframework.shell.core.command.ParsedInput;

/**
 * Reads what was typed: a line of data is an argument of {@code send} as it stands, everything else a command, whose own
 * {@link Syntax} judges the rest. {@code --help} behind any command asks {@code help} about it. Any thread may call.
 */
public final class ShellParser implements CommandParser {
    private final CommandRegistry registry;

    public ShellParser(CommandRegistry registry) {
        this.registry = registry;
    }

    /**
     * Reads a line that is not blank.
     *
     * @throws UsageException if there is no such command, or it does not take what follows its name
     */
    @Override
    public ParsedInput parse(String line) {
        if (TextLine.of(line).isData()) {
            return ParsedInput.builder()
                    .commandName(SendCommand.NAME)
                    .addArgument(new CommandArgument(0, line))
                    .build();
        }
        return parse(ShellWords.split(line));
    }

    /** Reads words that a shell has split already. */
    ParsedInput parse(List<String> words) {
        for (int length = words.size(); length > 0; length--) {
            Command command = registry.getCommandByName(String.join(" ", words.subList(0, length)));
            if (command != null) {
                return parse(command, words.subList(length, words.size()));
            }
        }
        throw unknown(registry, words.getFirst());
    }

    /** Says that there is no such command, and which one may have been meant. */
    public static UsageException unknown(CommandRegistry registry, String name) {
        List<String> names = registry.getCommands().stream()
                .flatMap(command -> Stream.concat(Stream.of(command.getName()), command.getAliases().stream()))
                .toList();
        String hint = NearestName.of(name, names)
                .map(nearest -> "did you mean \"" + nearest + "\"? ")
                .orElse("");
        return new UsageException("unknown command: " + TerminalText.quote(name) + "; " + hint + "try help");
    }

    private static ParsedInput parse(Command command, List<String> words) {
        ParsedInput.Builder input = ParsedInput.builder();
        if (words.equals(List.of("--help")) || words.equals(List.of("-h"))) {
            return input.commandName(HelpCommand.NAME)
                    .addArgument(new CommandArgument(0, command.getName()))
                    .build();
        }
        Syntax syntax = command instanceof ShellCommand ours ? ours.syntax() : Syntax.words(0);
        syntax.read(command.getName(), words, input);
        return input.commandName(command.getName()).build();
    }
}
