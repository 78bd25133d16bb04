package io.ipcbox.command.broadcast;

import io.ipcbox.command.CommandHelp;
import io.ipcbox.command.Verb;
import io.ipcbox.command.Word;
import io.ipcbox.command.Word.Place;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** The words of the server's shell: {@code send}, {@code clients}, {@code help} and others. */
public final class BroadcastWords {
    private BroadcastWords() {}

    /** @param session called when a command runs; throws a usage exception outside a shell */
    public static List<Word> of(Supplier<Session> session) {
        return List.of(
                word("send", Place.SHELL, "send integers to every client", session, SendVerb::new),
                word("clients", Place.SHELL, "list the attached clients", session, ClientsVerb::new),
                word("history", Place.SHELL, "list the lines typed", session, ShellVerbs.ShowHistory::new),
                word("help", Place.SHELL, "explain the commands", session, HelpVerb::new),
                word("clear", Place.SCREEN, "clear the screen", session, ShellVerbs.Clear::new),
                word("exit", Place.SHELL, "end the server", session, ShellVerbs.Exit::new, "quit"));
    }

    private static Word word(
            String name,
            Place place,
            String description,
            Supplier<Session> session,
            Function<Supplier<Session>, Verb> verb,
            String... aliases) {
        return new Word(name, List.of(aliases), place, description, () -> {
            return CommandHelp.spec(verb.apply(session), List.of());
        });
    }
}
