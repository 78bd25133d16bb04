package io.ipcbox.launch;

import io.ipcbox.command.CommandTree;
import io.ipcbox.command.Word;
import io.ipcbox.command.Word.Place;
import io.ipcbox.command.broadcast.BroadcastWords;
import io.ipcbox.command.broadcast.Session;
import io.ipcbox.command.inspect.VersionVerb;
import io.ipcbox.command.ipc.IpcWords;
import io.ipcbox.command.lab.LabWords;
import io.ipcbox.text.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The list of everything that can be typed; a new first word gets its line here. */
public final class Words {
    /** The words of a command line, where there is no shell. */
    public static final CommandTree TREE = tree(() -> {
        throw new UsageException("this works at the prompt of the server only; start one with: ipcbox up");
    });

    private Words() {}

    /** The words of a command line that are no role. */
    static Set<String> ofCommands() {
        return TREE.words().stream()
                .filter(word -> word.place() != Place.COMMAND_LINE)
                .map(Word::name)
                .collect(Collectors.toSet());
    }

    /** The words of a server's shell, and those that it shares with the command line. */
    static CommandTree tree(Supplier<Session> session) {
        List<Word> words = new ArrayList<>();
        Stream.of(Role.values()).map(Role::inTree).forEach(words::add);
        words.addAll(IpcWords.WORDS);
        words.addAll(LabWords.WORDS);
        words.add(VersionVerb.WORD);
        words.addAll(BroadcastWords.of(session));
        return new CommandTree(words);
    }
}
