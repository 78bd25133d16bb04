package io.ipcbox.command;

import io.ipcbox.console.Console;
import io.ipcbox.console.Input;
import io.ipcbox.console.LineSource;
import io.ipcbox.console.TextLine;
import io.ipcbox.process.ExitCode;
import io.ipcbox.process.FailureText;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ExitCodeGenerator;

/** Reads and executes lines until the end of input. Use once. One thread runs the loop; any thread may {@link #end} it. */
public final class ShellLoop implements ExitCodeGenerator {
    private static final Logger LOG = LoggerFactory.getLogger(ShellLoop.class);
    private final LineSource source;
    private final LineInterpreter interpreter;
    private final Console console;
    private final List<ReadyGate> gates;
    private final String shown;
    private final AtomicReference<@Nullable Integer> endedWith = new AtomicReference<>();
    private @Nullable Thread thread;
    private TextLine newest = TextLine.of("");
    private boolean failed;
    private int exitCode;

    /** A bean that delays the first line until something is ready, such as the clients. */
    @FunctionalInterface
    public interface ReadyGate {
        /** @throws InterruptedException if the server ends before */
        void awaitReady() throws InterruptedException;
    }

    /** @param shown see {@link ShellSettings} */
    public ShellLoop(
            LineSource source, LineInterpreter interpreter, Console console, List<ReadyGate> gates, String shown) {
        this.source = source;
        this.interpreter = interpreter;
        this.console = console;
        this.gates = List.copyOf(gates);
        this.shown = shown;
    }

    /**
     * Waits for the gates, prints the greeting, and reads until the end. Throws no exception.
     *
     * @return 0, or 1 if a line of a script failed, 130 on Ctrl-C, or the code passed to {@link #end}
     */
    public int run() {
        console.whenLost(() -> end(ExitCode.FAILED));
        enter();
        int code = ExitCode.FAILED;
        try {
            code = readAll();
        } catch (InterruptedException e) {
            LOG.debug("interrupted behind a gate", e);
        } catch (RuntimeException e) {
            LOG.debug("the loop failed", e);
            console.error(FailureText.of(e));
        }
        leave();
        // The loop can end between two lines of one batch; the first must not be lost.
        flush();
        @Nullable Integer ended = endedWith.get();
        exitCode = ended == null ? code : ended;
        return exitCode;
    }

    /** Ends the loop before its next line, even while it waits for one. Returns at once; the first call counts. */
    public void end(int withExitCode) {
        if (endedWith.compareAndSet(null, withExitCode)) {
            synchronized (this) {
                if (thread != null) {
                    thread.interrupt();
                }
            }
        }
    }

    /** The result of {@link #run}; 0 before. */
    @Override
    public int getExitCode() {
        return exitCode;
    }

    private int readAll() throws InterruptedException {
        for (ReadyGate gate : gates) {
            gate.awaitReady();
        }
        console.line("Server is ready. You can type integers and then press [ENTER].\n" + "Clients will show " + shown
                + " of the input values:");
        while (endedWith.get() == null) {
            switch (source.next()) {
                case TextLine line -> {
                    if (isLast(line)) {
                        return result(ExitCode.DONE);
                    }
                }
                case Input.Skipped skipped -> {
                    flush();
                    fail(skipped.reason() + "; nothing was sent");
                }
                case Input.End end -> {
                    // A loop that was ended takes its own interrupt for Ctrl-C.
                    if (!end.reason().isEmpty() && endedWith.get() == null) {
                        fail(end.reason());
                    }
                    return result(end.exitCode());
                }
            }
        }
        return ExitCode.DONE;
    }

    private boolean isLast(TextLine line) {
        if (!line.isData() && !line.isBlank()) {
            flush();
        }
        LineInterpreter.Outcome outcome = interpreter.interpret(line);
        failed |= outcome == LineInterpreter.Outcome.FAILED;
        newest = line;
        // Lines that arrived together are sent together; none waits for later input.
        if (!source.hasLine()) {
            flush();
        }
        return outcome == LineInterpreter.Outcome.EXIT;
    }

    private void flush() {
        failed |= interpreter.flush(newest) == LineInterpreter.Outcome.FAILED;
    }

    private void fail(String reason) {
        console.error(reason);
        failed = true;
    }

    private int result(int code) {
        return code == ExitCode.DONE && failed && source.isScript() ? ExitCode.FAILED : code;
    }

    private synchronized void enter() {
        thread = Thread.currentThread();
        if (endedWith.get() != null) {
            thread.interrupt();
        }
    }

    /** From here on {@link #end} does not interrupt the thread; an interrupt that came too late is cleared. */
    private synchronized void leave() {
        thread = null;
        Thread.interrupted();
    }
}
