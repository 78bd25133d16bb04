package io.ipcbox.command;

import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A first word of what can be typed. Help, completion and "did you mean" need no more than this; the commands below it
 * are made when one of them is asked for, so that a start costs only what it uses.
 *
 * @param aliases other words for it
 * @param description in lower case, in a few words
 * @param branch makes the commands of this word; each call makes new ones, to be used once
 */
public record Word(String name, List<String> aliases, Place place, String description, Supplier<CommandSpec> branch) {
    /** Where a word can be typed. */
    public enum Place {
        /** Behind {@code ipcbox}: a role that the process has until it ends. */
        COMMAND_LINE,
        /** Behind {@code ipcbox} and in the server's shell. */
        EVERYWHERE,
        /** In the server's shell. */
        SHELL,
        /** In the server's shell where that has a screen. */
        SCREEN
    }

    public Word {
        aliases = List.copyOf(aliases);
    }

    /** A word for the command line and the shell. */
    public static Word of(String name, String description, Supplier<CommandSpec> branch) {
        return new Word(name, List.of(), Place.EVERYWHERE, description, branch);
    }

    /** True if its commands run behind {@code ipcbox}, do one thing and end. */
    public boolean isOneShot() {
        return place == Place.EVERYWHERE;
    }
}
