package io.ipcbox.command.broadcast;

import io.ipcbox.command.Verb;
import io.ipcbox.console.Console;
import io.ipcbox.console.Table;
import io.ipcbox.console.Table.Column;
import io.ipcbox.transport.ClientStatus;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code clients}: which clients are attached, and how they keep up. */
@Command(name = "clients", customSynopsis = "clients", description = "\nLists the attached clients, a line each:\n")
final class ClientsVerb implements Verb {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private static final Table<ClientStatus> TABLE = new Table<>(List.of(
            Column.left("WHO", "the command that runs there", ClientStatus::who),
            Column.left(
                    "MECHANISM",
                    "how lines get there",
                    client -> client.mechanism().toString()),
            Column.right("PID", "its process", client -> client.pid() == 0 ? "-" : Long.toString(client.pid())),
            Column.right("DELIVERED", "lines handed to it", client -> Long.toString(client.linesDelivered())),
            Column.right("BACKLOG", "lines that wait for it", client -> Long.toString(client.backlogLines())),
            Column.left("SINCE", "when it was attached", client -> TIME.format(client.since())),
            Column.left(
                    "STATE",
                    "live, or lagging: it was cut off, because it took nothing",
                    client -> client.state().name().toLowerCase(Locale.ROOT))));

    private final Supplier<Session> session;

    ClientsVerb(Supplier<Session> session) {
        this.session = session;
    }

    @Spec
    void explain(CommandSpec spec) {
        spec.usageMessage().footer(TABLE.legend());
    }

    @Override
    public void run(Console console) {
        List<ClientStatus> clients = session.get().server().clients();
        console.line(clients.isEmpty() ? "no clients are attached" : TABLE.render(clients, console.columns()));
    }
}
