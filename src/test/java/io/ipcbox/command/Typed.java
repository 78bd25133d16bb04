package io.ipcbox.command;

import io.ipcbox.command.ipc.IpcWords;
import io.ipcbox.command.lab.LabWords;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Parses command lines. */
public final class Typed {
    public static final CommandTree TREE = new CommandTree(Stream.of(IpcWords.WORDS, LabWords.WORDS)
            .flatMap(List<Word>::stream)
            .toList());

    private Typed() {}

    /** Parses the words and sets the options. */
    public static ParseResult parse(List<String> words) {
        return parse(line(words.getFirst()), words);
    }

    /** Like {@link #parse(List)}, with a line built before; options that are not among the words get their defaults. */
    public static ParseResult parse(CommandLine line, List<String> words) {
        return CommandRunner.parse(line, words.subList(1, words.size()));
    }

    /** The parser of the words behind this one. */
    public static CommandLine line(String first) {
        return TREE.spec(List.of(first)).commandLine();
    }
}
