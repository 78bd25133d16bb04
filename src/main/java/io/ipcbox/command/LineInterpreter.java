package io.ipcbox.command;

import io.ipcbox.console.Console;
import io.ipcbox.console.TextLine;
import io.ipcbox.process.FailureText;
import io.ipcbox.text.UsageException;
import java.io.PrintWriter;
import java.io.Writer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.shell.core.InputReader;
import org.springframework.shell.core.command.CommandContext;
import org.springframework.shell.core.command.CommandExecutor;
import org.springframework.shell.core.command.CommandParser;
import org.springframework.shell.core.command.CommandRegistry;
import org.springframework.shell.core.command.ExitStatus;

/** Does what a line says, and tells the user if that fails. For one thread. */
public final class LineInterpreter {
    private static final Logger LOG = LoggerFactory.getLogger(LineInterpreter.class);
    /** Nobody types more; what comes from a pipe may be anything. */
    private static final int COMMAND_BYTES = 64 * 1024;
    /** Commands print on the console, and ask it. */
    private static final PrintWriter NO_OUTPUT = new PrintWriter(Writer.nullWriter());

    private static final InputReader NO_INPUT = new InputReader() {};

    private final DataLines data;
    private final CommandParser parser;
    private final CommandRegistry registry;
    private final CommandExecutor executor;
    private final Console console;

    public LineInterpreter(DataLines data, CommandParser parser, CommandRegistry registry, Console console) {
        this.data = data;
        this.parser = parser;
        this.registry = registry;
        this.executor = new CommandExecutor(registry);
        this.console = console;
    }

    /** What became of a line. */
    enum Outcome {
        DONE,
        FAILED,
        /** It asks for the end. */
        EXIT
    }

    /** Does it; a line of data is sent at the next {@link #flush} or before. */
    Outcome interpret(TextLine line) {
        try {
            return execute(line);
        } catch (RuntimeException e) {
            LOG.debug("a line failed", e);
            return fail(line, FailureText.of(e));
        } catch (OutOfMemoryError e) {
            return fail(line, "no memory for a line of " + line.length() + " bytes; start java with a larger -Xmx");
        }
    }

    private Outcome fail(TextLine line, String reason) {
        // Whoever does not read errors holds this thread up, but not the lines before.
        flush(line);
        console.error(line.place() + reason);
        return Outcome.FAILED;
    }

    /**
     * Sends the lines of data that wait.
     *
     * @param last the newest of them
     */
    Outcome flush(TextLine last) {
        try {
            data.flush();
            return Outcome.DONE;
        } catch (RuntimeException e) {
            LOG.debug("sending failed", e);
            console.error(last.place() + FailureText.of(e));
        } catch (OutOfMemoryError e) {
            console.error(last.place() + "no memory to send it; start java with a larger -Xmx");
        }
        return Outcome.FAILED;
    }

    private Outcome execute(TextLine line) {
        if (line.isBlank()) {
            return Outcome.DONE;
        }
        if (line.isData()) {
            data.append(line);
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
            throw new IllegalStateException("an answer was not taken");
        }
        return status.equals(ShellCommand.EXIT) ? Outcome.EXIT : Outcome.DONE;
    }
}
