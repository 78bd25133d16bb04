package io.ipcbox.command.broadcast;

import io.ipcbox.command.Verb;
import io.ipcbox.console.Console;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jline.reader.History;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp;
import picocli.CommandLine.Command;

/** Commands on the shell itself. For the thread that reads lines. */
final class ShellVerbs {
    private ShellVerbs() {}

    @Command(name = "clear", customSynopsis = "clear", description = """

                Clears the screen. Ctrl-L does the same and keeps a half-typed command. In a line
                of integers, and directly after a digit, Ctrl-L is a character of the line.""")
    record Clear(Supplier<Session> session) implements Verb {
        @Override
        public void run(Console console) {
            Terminal screen = session.get().screen().orElseThrow();
            screen.puts(InfoCmp.Capability.clear_screen);
            screen.flush();
        }
    }

    @Command(name = "history", customSynopsis = "history", description = """

                Lists the lines typed at the prompt, newest last. They are kept in
                $XDG_STATE_HOME/ipcbox/history, or ~/.local/state/ipcbox/history.""")
    record ShowHistory(Supplier<Session> session) implements Verb {
        @Override
        public void run(Console console) {
            History history = session.get()
                    .history()
                    .orElseThrow(() -> new IllegalStateException("no history: input is not a terminal"));
            console.line(StreamSupport.stream(history.spliterator(), false)
                    .map(entry ->
                            "%5d  %s".formatted(entry.index() + 1, entry.line().replace("\n", "\n       ")))
                    .collect(Collectors.joining("\n")));
        }
    }

    @Command(
            name = "exit",
            customSynopsis = {"exit", "       quit"},
            description = """

                Ends the server. Clients receive what was sent before, and then end too.
                At a prompt, Ctrl-D does the same.""")
    record Exit(Supplier<Session> session) implements Verb {
        @Override
        public void run(Console console) {
            // Throws where there is no shell. In a shell, the loop does the rest.
            Objects.requireNonNull(session.get());
        }

        @Override
        public boolean endsTheShell() {
            return true;
        }
    }
}
