package io.ipcbox.command;

import io.ipcbox.console.TextLine;
import io.ipcbox.text.ShellWords;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.shell.core.command.CommandArgument;
import org.springframework.shell.core.command.CommandParser;
import org.springframework.shell.core.command.CommandRegistry;
import org.springframework.shell.core.command.ParsedInput;

/**
 * Parses a line: a line of data becomes the argument of {@code send}, anything else is a command, which parses its own
 * words. Any thread may call.
 */
final class ShellParser implements CommandParser {
    private final CommandTree tree;
    private final boolean hasScreen;

    ShellParser(CommandTree tree, boolean hasScreen) {
        this.tree = tree;
        this.hasScreen = hasScreen;
    }

    /**
     * Parses a line that is not blank.
     *
     * @throws java.util.NoSuchElementException if there is no such command
     */
    @Override
    public ParsedInput parse(String line) {
        if (TextLine.of(line).isData()) {
            return input("send", List.of("--", line));
        }
        List<String> words = ShellWords.split(line);
        return input(tree.inShell(words.getFirst(), hasScreen).name(), words.subList(1, words.size()));
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
