package io.ipcbox.command.broadcast;

import io.ipcbox.command.Verb;
import io.ipcbox.console.Console;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jline.reader.History;
import picocli.CommandLine.Command;

/** {@code history}: what was typed at the prompt, now and earlier. For the thread that reads lines. */
@Command(name = "history", customSynopsis = "history", description = """

            Lists what was typed at the prompt, the newest last. It is kept in
            $XDG_STATE_HOME/ipcbox/history, or ~/.local/state/ipcbox/history.""")
final class HistoryVerb implements Verb {
    private final Supplier<Session> session;

    HistoryVerb(Supplier<Session> session) {
        this.session = session;
    }

    @Override
    public void run(Console console) {
        History history = session.get()
                .history()
                .orElseThrow(() -> new IllegalStateException("there is no history: nobody types at a prompt"));
        console.line(StreamSupport.stream(history.spliterator(), false)
                .map(entry ->
                        "%5d  %s".formatted(entry.index() + 1, entry.line().replace("\n", "\n       ")))
                .collect(Collectors.joining("\n")));
    }
}
