package io.ipcbox.command;

import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.jline.reader.History;
import org.jspecify.annotations.Nullable;
import org.springframework.shell.core.command.CommandContext;
import org.springframework.shell.core.command.ExitStatus;

/** {@code history}: what was typed at the prompt, now and earlier. For one thread. */
public final class HistoryCommand implements ShellCommand {
    private final Supplier<@Nullable History> history;

    /** Shows that history; there is none where nobody types. */
    public HistoryCommand(Supplier<@Nullable History> history) {
        this.history = history;
    }

    @Override
    public String getName() {
        return "history";
    }

    @Override
    public String getDescription() {
        return "list what was typed";
    }

    @Override
    public String getHelp() {
        return """
                usage: history

                Lists what was typed at the prompt, the newest last. It is kept in
                $XDG_STATE_HOME/ipcbox/history, or ~/.local/state/ipcbox/history.""";
    }

    @Override
    public Syntax syntax() {
        return Syntax.words(0);
    }

    @Override
    public ExitStatus execute(CommandContext context) {
        @Nullable History entries = history.get();
        if (entries == null) {
            throw new IllegalStateException("there is no history: nobody types at a prompt");
        }
        StreamSupport.stream(entries.spliterator(), false)
                .map(entry ->
                        "%5d  %s".formatted(entry.index() + 1, entry.line().replace("\n", "\n       ")))
                .forEach(context.outputWriter()::println);
        return ExitStatus.OK;
    }
}
