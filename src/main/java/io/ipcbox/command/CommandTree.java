package io.ipcbox.command;

import io.ipcbox.command.Word.Place;
import io.ipcbox.console.Console;
import io.ipcbox.console.TerminalText;
import io.ipcbox.text.NearestName;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** Everything that can be typed: first words, and below each a tree of picocli's commands. Immutable; any thread may call. */
public record CommandTree(List<Word> words) {
    public CommandTree {
        words = List.copyOf(words);
    }

    /** The word of this name or alias. */
    public Optional<Word> word(String name) {
        return words.stream()
                .filter(word -> word.name().equals(name) || word.aliases().contains(name))
                .findFirst();
    }

    /** The words of the server's shell, sorted. */
    public Stream<Word> inShell(boolean hasScreen) {
        return words.stream()
                .filter(word -> word.place() == Place.EVERYWHERE
                        || word.place() == Place.SHELL
                        || (hasScreen && word.place() == Place.SCREEN))
                .sorted(Comparator.comparing(Word::name));
    }

    /**
     * Does what the words say.
     *
     * @return true if the shell reads no line after this
     * @throws io.ipcbox.text.UsageException if they make no sense; its message shows how the command is used
     */
    public boolean run(List<String> typed, Console console) {
        return CommandRunner.run(branch(typed.getFirst()), typed.subList(1, typed.size()), console);
    }

    /**
     * What these words name: a command and no options.
     *
     * @throws NoSuchElementException if there is no such command
     */
    public CommandSpec spec(List<String> path) {
        CommandSpec spec = CommandRunner.line(branch(path.getFirst())).getCommandSpec();
        for (String name : path.subList(1, path.size())) {
            if (!spec.subcommands().containsKey(name)) {
                throw new NoSuchElementException(
                        unknown(name, spec.subcommands().keySet()));
            }
            spec = spec.subcommands().get(name).getCommandSpec();
        }
        return spec;
    }

    private CommandSpec branch(String name) {
        Word word = word(name)
                .orElseThrow(() -> new NoSuchElementException(
                        unknown(name, words.stream().map(Word::name).toList())));
        return word.branch().get().name(word.name());
    }

    /** That there is no such command in the shell, and which one may have been meant. */
    static String unknown(String name, Collection<String> known) {
        String hint = NearestName.question(name, known).map(it -> it + " ").orElse("");
        return "unknown command: " + TerminalText.quote(name) + "; " + hint + "try help";
    }
}
