package io.ipcbox.launch;

import io.ipcbox.command.CommandTree;
import io.ipcbox.command.Word;
import io.ipcbox.command.broadcast.BroadcastWords;
import io.ipcbox.command.broadcast.Session;
import io.ipcbox.command.inspect.VersionVerb;
import io.ipcbox.command.ipc.IpcWords;
import io.ipcbox.command.lab.LabWords;
import io.ipcbox.text.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Everything that can be typed. A new first word gets its line here. */
public final class Words {
    /** The words of the command line, outside a shell. */
    public static final CommandTree TREE = tree(() -> {
        throw new UsageException("this works only at the prompt of the server; start one with: ipcbox up");
    });

    private Words() {}

    /** @param session called by commands that need the server's shell */
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
