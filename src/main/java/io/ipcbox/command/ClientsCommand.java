package io.ipcbox.command;

import io.ipcbox.console.Console;
import io.ipcbox.console.Table;
import io.ipcbox.console.Table.Column;
import io.ipcbox.server.BroadcastServer;
import io.ipcbox.transport.ClientStatus;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.springframework.shell.core.command.CommandContext;
import org.springframework.shell.core.command.ExitStatus;

/** {@code clients}: who is attached, and how they keep up. Any thread may call. */
public final class ClientsCommand implements ShellCommand {
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

    private final BroadcastServer server;
    private final Console console;

    public ClientsCommand(BroadcastServer server, Console console) {
        this.server = server;
        this.console = console;
    }

    @Override
    public String getName() {
        return "clients";
    }

    @Override
    public String getDescription() {
        return "list the attached clients";
    }

    @Override
    public String getHelp() {
        return "usage: clients\n\nLists the attached clients, a line each:\n\n" + TABLE.legend();
    }

    @Override
    public Syntax syntax() {
        return Syntax.words(0);
    }

    @Override
    public ExitStatus execute(CommandContext context) {
        List<ClientStatus> clients = server.clients();
        context.outputWriter()
                .println(clients.isEmpty() ? "no clients are attached" : TABLE.render(clients, console.columns()));
        return ExitStatus.OK;
    }
}
