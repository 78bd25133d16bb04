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

/** {@code clients}. */
@Command(name = "clients", customSynopsis = "clients", description = "\nLists the attached clients, one per line:\n")
record ClientsVerb(Supplier<Session> session) implements Verb {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private static final Table<ClientStatus> TABLE = new Table<>(List.of(
            Column.left("WHO", "name of the process", ClientStatus::who),
            Column.left(
                    "MECHANISM",
                    "how lines reach it",
                    client -> client.mechanism().toString()),
            Column.right("PID", "process id", client -> client.pid() == 0 ? "-" : Long.toString(client.pid())),
            Column.right("DELIVERED", "lines handed to it", client -> Long.toString(client.linesDelivered())),
            Column.right("BACKLOG", "lines that wait for it", client -> Long.toString(client.backlogLines())),
            Column.left("SINCE", "time it was attached", client -> TIME.format(client.since())),
            Column.left(
                    "STATE",
                    "live, or lagging: cut off because it stopped reading",
                    client -> client.state().name().toLowerCase(Locale.ROOT))));

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
