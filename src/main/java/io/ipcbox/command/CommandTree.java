package io.ipcbox.command;

import io.ipcbox.command.Word.Place;
import io.ipcbox.console.Console;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Everything that can be typed: first words, and below each a tree of picocli's commands, built when the word is typed.
 * One thread at a time may run commands.
 */
public final class CommandTree {
    private final List<Word> words;
    /** Of the shell's own words: a script may have many lines of {@code send}. */
    private final Map<Word, CommandLine> branches = new HashMap<>();

    public CommandTree(List<Word> words) {
        this.words = List.copyOf(words);
    }

    public List<Word> words() {
        return words;
    }

    /** Finds a word by its name or an alias. */
    public Optional<Word> word(String name) {
        return words.stream()
                .filter(word -> word.name().equals(name) || word.aliases().contains(name))
                .findFirst();
    }

    /** The words of the server's shell, sorted. */
    public Stream<Word> inShell(boolean hasScreen) {
        return words.stream().filter(word -> word.worksInShell(hasScreen)).sorted(Comparator.comparing(Word::name));
    }

    /**
     * Finds a word of the server's shell.
     *
     * @throws NoSuchElementException if there is none, or if it works elsewhere only
     */
    public Word inShell(String name, boolean hasScreen) {
        Word word = word(name)
                .orElseThrow(() -> WrongUse.unknownCommand(
                        name, inShell(hasScreen).flatMap(Word::names).toList()));
        if (word.place() == Place.COMMAND_LINE) {
            throw new NoSuchElementException(word.name() + " works on the command line only: ipcbox " + word.name());
        }
        if (!word.worksInShell(hasScreen)) {
            throw new NoSuchElementException(word.name() + " works at a prompt on a terminal only");
        }
        return word;
    }

    /**
     * Runs the command that the words name.
     *
     * @return true if the shell must not read another line
     * @throws io.ipcbox.text.UsageException if the words make no sense; its message shows the usage
     */
    public boolean run(List<String> typed, Console console) {
        Word word = known(typed.getFirst());
        CommandLine branch = branch(word).setCommandName(console.program() + word.name());
        return CommandRunner.run(branch, typed.subList(1, typed.size()), console);
    }

    /**
     * Finds the command of this path.
     *
     * @throws NoSuchElementException if there is none
     */
    public CommandSpec spec(List<String> path) {
        CommandSpec spec = branch(known(path.getFirst())).getCommandSpec();
        for (String name : path.subList(1, path.size())) {
            CommandLine below = spec.subcommands().get(name);
            if (below == null) {
                throw WrongUse.unknownCommand(name, spec.subcommands().keySet());
            }
            spec = below.getCommandSpec();
        }
        return spec;
    }

    private Word known(String name) {
        return word(name)
                .orElseThrow(() -> WrongUse.unknownCommand(
                        name, words.stream().map(Word::name).toList()));
    }

    private CommandLine branch(Word word) {
        return word.isOneShot() ? build(word) : branches.computeIfAbsent(word, CommandTree::build);
    }

    private static CommandLine build(Word word) {
        return CommandRunner.line(word.branch().get().name(word.name()));
    }
}
