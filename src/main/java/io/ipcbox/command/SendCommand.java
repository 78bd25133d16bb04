package io.ipcbox.command;

import io.ipcbox.console.TextLine;
import io.ipcbox.message.LineParser;
import io.ipcbox.message.NotAnIntegerException;
import io.ipcbox.server.BroadcastServer;
import io.ipcbox.text.UsageException;
import org.springframework.shell.core.command.CommandContext;
import org.springframework.shell.core.command.ExitStatus;

/** {@code send 3 1 2}, or {@code 3 1 2} alone: hands a line of integers to every client. For one thread. */
public final class SendCommand implements ShellCommand {
    public static final String NAME = "send";

    private final BroadcastServer server;

    public SendCommand(BroadcastServer server) {
        this.server = server;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public String getDescription() {
        return "send integers to every client";
    }

    @Override
    public String getHelp() {
        return """
            usage: send INTEGER...
                   INTEGER...

            Sends one line of integers to every client. Integers alone mean the same as
            send in front of them. They are 64-bit and separated by spaces or tabs. If
            one word is not an integer, nothing is sent. Waits while a client is slow.

            Mean and median are exact if the decimal ends within 15 digits after the
            point. Otherwise they are rounded to 15 significant digits, but keep two
            after the point.\
            """;
    }

    @Override
    public Syntax syntax() {
        return Syntax.text();
    }

    @Override
    public ExitStatus execute(CommandContext context) {
        TextLine line = TextLine.of(ShellCommand.argument(context));
        if (line.isBlank()) {
            throw new UsageException("send: integers are missing; try send --help");
        }
        append(line);
        flush();
        return ExitStatus.OK;
    }

    /**
     * Sends the line, at the next {@link #flush} or before; does nothing if it is blank.
     *
     * @throws UsageException if a word is not an integer
     */
    public void append(TextLine line) {
        try {
            LineParser.parse(line.buffer(), line.offset(), line.length()).ifPresent(server::append);
        } catch (NotAnIntegerException e) {
            throw new UsageException(e.getMessage() + "; nothing was sent");
        }
    }

    /** Sends what was appended. */
    public void flush() {
        server.flush();
    }
}
