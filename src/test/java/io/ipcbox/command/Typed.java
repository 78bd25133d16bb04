package io.ipcbox.command;

import io.ipcbox.command.ipc.IpcWords;
import io.ipcbox.command.lab.LabWords;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** What the words of a command line mean. */
public final class Typed {
    public static final CommandTree TREE = new CommandTree(Stream.of(IpcWords.WORDS, LabWords.WORDS)
            .flatMap(List<Word>::stream)
            .toList());

    private Typed() {}

    /** Understands the words, and gives the options their values. */
    public static ParseResult parse(List<String> words) {
        return parse(line(words.getFirst()), words);
    }

    /** As above, by a line made before; what it understood last is forgotten. */
    public static ParseResult parse(CommandLine line, List<String> words) {
        return CommandRunner.parse(line, words.subList(1, words.size()));
    }

    /** What understands the words behind this one. */
    public static CommandLine line(String first) {
        return TREE.spec(List.of(first)).commandLine();
    }
}
