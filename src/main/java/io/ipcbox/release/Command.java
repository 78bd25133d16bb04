package io.ipcbox.release;

import io.ipcbox.command.CommandTree;
import io.ipcbox.command.Word;
import io.ipcbox.command.Word.Place;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A command of the command line. Immutable, but for what picocli keeps in the specification.
 *
 * @param path its words, without the program's: {@code posix msq send}
 * @param description a phrase in lower case, without a full stop
 * @param isRole whether its options are the settings
 */
record Command(List<String> path, String description, CommandSpec spec, boolean isRole) {
    Command {
        path = List.copyOf(path);
    }

    /** Every command, each followed by those below it; without the words that only the prompt knows. */
    static List<Command> allOf(CommandTree tree) {
        return tree.words().stream()
                .filter(word -> word.isOneShot() || isRole(word))
                .map(word -> new Command(
                        List.of(word.name()), word.description(), tree.spec(List.of(word.name())), isRole(word)))
                .flatMap(Command::withThoseBelow)
                .toList();
    }

    private static boolean isRole(Word word) {
        return word.place() == Place.COMMAND_LINE;
    }

    private Stream<Command> withThoseBelow() {
        return Stream.concat(Stream.of(this), below().flatMap(Command::withThoseBelow));
    }

    Stream<Command> below() {
        return spec.subcommands().values().stream().map(line -> {
            CommandSpec child = line.getCommandSpec();
            List<String> words =
                    Stream.concat(path.stream(), Stream.of(child.name())).toList();
            return new Command(words, phrase(child.usageMessage().description()), child, isRole);
        });
    }

    String name() {
        return path.getLast();
    }

    boolean isFirstWord() {
        return path.size() == 1;
    }

    /** As it is typed. */
    String typed() {
        return "ipcbox " + String.join(" ", path);
    }

    private static String phrase(String[] sentences) {
        String text = String.join(" ", sentences).strip().replaceFirst("\\.$", "");
        return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }
}
