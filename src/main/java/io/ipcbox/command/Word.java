package io.ipcbox.command;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The first word of a command. Help, completion and suggestions need only this; the commands below it are built when one
 * of them is typed, so that a start costs only what it uses.
 *
 * @param description a few words in lower case
 * @param branch builds the commands of this word
 */
public record Word(String name, List<String> aliases, Place place, String description, Supplier<CommandSpec> branch) {
    /** Where a word can be typed. */
    public enum Place {
        /** After {@code ipcbox}: a role that the process has until it ends. */
        COMMAND_LINE,
        /** After {@code ipcbox} and in the server's shell. */
        EVERYWHERE,
        /** In the server's shell. */
        SHELL,
        /** In the server's shell, if it has a screen. */
        SCREEN
    }

    public Word {
        aliases = List.copyOf(aliases);
    }

    /** The name and the aliases. */
    Stream<String> names() {
        return Stream.concat(Stream.of(name), aliases.stream());
    }

    boolean worksInShell(boolean hasScreen) {
        return place == Place.EVERYWHERE || place == Place.SHELL || (hasScreen && place == Place.SCREEN);
    }

    /** Makes a word for the command line and the shell. */
    public static Word of(String name, String description, Supplier<CommandSpec> branch) {
        return new Word(name, List.of(), Place.EVERYWHERE, description, branch);
    }

    /** True if its commands run after {@code ipcbox}, do one thing and end. */
    public boolean isOneShot() {
        return place == Place.EVERYWHERE;
    }
}
