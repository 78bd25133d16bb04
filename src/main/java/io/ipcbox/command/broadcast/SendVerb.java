package io.ipcbox.command.broadcast;

import io.ipcbox.command.LineInterpreter;
import io.ipcbox.command.Verb;
import io.ipcbox.console.Console;
import io.ipcbox.console.TextLine;
import io.ipcbox.server.BroadcastServer;
import io.ipcbox.text.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** {@code send 3 1 2}, or {@code 3 1 2} alone. */
@Command(
        name = "send",
        customSynopsis = {"send INTEGER...", "       INTEGER..."},
        description = """

            Sends a line of integers to every client; the word send can be left out.
            Integers are 64-bit and separated by spaces or tabs. If a word is not an
            integer, nothing is sent. Waits for a slow client.

            Mean and median are exact if the decimal ends within 15 digits after the
            point. Otherwise they are rounded to 15 significant digits, but keep two
            after the point.""")
final class SendVerb implements Verb {
    // A negative integer looks like an option.
    @Unmatched
    private List<String> words = new ArrayList<>();

    private final Supplier<Session> session;

    SendVerb(Supplier<Session> session) {
        this.session = session;
    }

    @Override
    public void run(Console console) {
        BroadcastServer server = session.get().server();
        TextLine line = TextLine.of(String.join(" ", words));
        // picocli would append the words of the next line.
        words.clear();
        if (line.isBlank()) {
            throw new UsageException("integers are missing");
        }
        LineInterpreter.append(server, line);
        server.flush();
    }
}
