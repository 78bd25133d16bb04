package io.ipcbox.command.broadcast;

import io.ipcbox.command.Verb;
import io.ipcbox.console.Console;
import java.util.function.Supplier;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp;
import picocli.CommandLine.Command;

/** {@code clear}: an empty screen. For the thread that reads lines. */
@Command(name = "clear", customSynopsis = "clear", description = """

            Clears the screen. Ctrl-L does the same and keeps a half-typed command. In a line
            of integers and directly behind a digit, Ctrl-L is a character of the line.""")
final class ClearVerb implements Verb {
    private final Supplier<Session> session;

    ClearVerb(Supplier<Session> session) {
        this.session = session;
    }

    @Override
    public void run(Console console) {
        Terminal screen = session.get().screen().orElseThrow();
        screen.puts(InfoCmp.Capability.clear_screen);
        screen.flush();
    }
}
