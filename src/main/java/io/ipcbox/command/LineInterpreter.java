package io.ipcbox.command;

import io.ipcbox.console.Console;
import io.ipcbox.console.TextLine;
import io.ipcbox.message.LineParser;
import io.ipcbox.message.NotAnIntegerException;
import io.ipcbox.process.FailureText;
import io.ipcbox.server.BroadcastServer;
import io.ipcbox.text.UsageException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.shell.core.InputReader;
import org.springframework.shell.core.command.CommandContext;
import org.springframework.shell.core.command.CommandExecutor;
import org.springframework.shell.core.command.CommandParser;
import org.springframework.shell.core.command.CommandRegistry;
import org.springframework.shell.core.command.ExitStatus;

/** Executes lines and reports their failures. For one thread. */
public final class LineInterpreter {
    private static final Logger LOG = LoggerFactory.getLogger(LineInterpreter.class);
    /** More than any command needs; input from a pipe can be anything. */
    private static final int COMMAND_BYTES = 64 * 1024;
    // Commands use the console instead.
    private static final PrintWriter NO_OUTPUT = new PrintWriter(Writer.nullWriter());
    private static final InputReader NO_INPUT = new InputReader() {};

    private final BroadcastServer server;
    private final CommandParser parser;
    private final CommandRegistry registry;
    private final CommandExecutor executor;
    private final Console console;

    public LineInterpreter(BroadcastServer server, CommandParser parser, CommandRegistry registry, Console console) {
        this.server = server;
        this.parser = parser;
        this.registry = registry;
        this.executor = new CommandExecutor(registry);
        this.console = console;
    }

    /** The outcome of a line; {@code EXIT} ends the shell. */
    enum Outcome {
        DONE,
        FAILED,
        EXIT
    }

    /** Executes the line; a line of data is sent at the next {@link #flush} or before. */
    Outcome interpret(TextLine line) {
        return reporting(line, true, () -> execute(line));
    }

    /**
     * Sends the lines of data that wait.
     *
     * @param last the newest of them, for errors
     */
    Outcome flush(TextLine last) {
        return reporting(last, false, () -> {
            server.flush();
            return Outcome.DONE;
        });
    }

    private Outcome reporting(TextLine line, boolean flushFirst, Supplier<Outcome> work) {
        String reason;
        try {
            return work.get();
        } catch (RuntimeException e) {
            LOG.debug("a line failed", e);
            reason = FailureText.of(e);
        } catch (OutOfMemoryError e) {
            reason = "no memory for a line of " + line.length() + " bytes; start java with a larger -Xmx";
        }
        if (flushFirst) {
            // Printing the error can block.
            flush(line);
        }
        console.error(line.place() + reason);
        return Outcome.FAILED;
    }

    private Outcome execute(TextLine line) {
        if (line.isBlank()) {
            return Outcome.DONE;
        }
        if (line.isData()) {
            append(server, line);
            return Outcome.DONE;
        }
        if (line.length() > COMMAND_BYTES) {
            throw new UsageException("not a line of integers, and too long for a command: %d bytes, at most %d"
                    .formatted(line.length(), COMMAND_BYTES));
        }
        return command(line.text());
    }

    private Outcome command(String text) {
        int refusals = console.refusals();
        ExitStatus status = executor.execute(new CommandContext(parser.parse(text), registry, NO_OUTPUT, NO_INPUT));
        if (console.refusals() > refusals) {
            throw new IllegalStateException("an answer was refused");
        }
        return status.equals(ShellCommand.EXIT) ? Outcome.EXIT : Outcome.DONE;
    }

    /**
     * Sends a line of integers at the server's next flush or before; ignores a blank line.
     *
     * @throws IllegalStateException if a word is not an integer
     */
    public static void append(BroadcastServer server, TextLine line) {
        try {
            LineParser.parse(line.buffer(), line.offset(), line.length()).ifPresent(server::append);
        } catch (NotAnIntegerException e) {
            throw new IllegalStateException(e.getMessage() + "; nothing was sent");
        }
    }
}
