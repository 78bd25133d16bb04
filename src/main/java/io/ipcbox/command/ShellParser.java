package io.ipcbox.command;

import io.ipcbox.console.TextLine;
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
 * Reads what was typed: a line of data is an argument of {@code send} as it stands, everything else a command, which
 * understands its words itself. Any thread may call.
 */
final class ShellParser implements CommandParser {
    private final CommandRegistry registry;

    ShellParser(CommandRegistry registry) {
        this.registry = registry;
    }

    /**
     * Reads a line that is not blank.
     *
     * @throws UsageException if there is no such command
     */
    @Override
    public ParsedInput parse(String line) {
        if (TextLine.of(line).isData()) {
            return input("send", List.of("--", line));
        }
        List<String> words = ShellWords.split(line);
        Command command = registry.getCommandByName(words.getFirst());
        if (command == null) {
            throw new UsageException(
                    CommandTree.unknown(words.getFirst(), names(registry).toList()));
        }
        return input(command.getName(), words.subList(1, words.size()));
    }

    private static ParsedInput input(String command, List<String> words) {
        ParsedInput.Builder input = ParsedInput.builder().commandName(command);
        for (int i = 0; i < words.size(); i++) {
            input.addArgument(new CommandArgument(i, words.get(i)));
        }
        return input.build();
    }

    /** All names and aliases. */
    static Stream<String> names(CommandRegistry registry) {
        return registry.getCommands().stream()
                .flatMap(command -> Stream.concat(Stream.of(command.getName()), command.getAliases().stream()));
    }
}
