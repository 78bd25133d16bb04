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

/**
 * Reads and does one line after the other until there are no more. Use once. One thread runs it; any other may
 * {@link #end} it.
 */
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

    /** @param shown what clients show of each line, for the greeting */
    public ShellLoop(
            LineSource source, LineInterpreter interpreter, Console console, List<ReadyGate> gates, String shown) {
        this.source = source;
        this.interpreter = interpreter;
        this.console = console;
        this.gates = List.copyOf(gates);
        this.shown = shown;
    }

    /**
     * Opens the gates, greets, and reads until the end. Fails with nothing but its result.
     *
     * @return 0, or 1 if something failed that nobody watched, 130 on Ctrl-C, or what {@link #end} was given
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
        // Whoever ended the loop between two lines that came at once did not mean to lose the first.
        flush();
        @Nullable Integer ended = endedWith.get();
        exitCode = ended == null ? code : ended;
        return exitCode;
    }

    /**
     * Has the loop end before its next line, as if the input had ended, also if it waits for that line; the first call
     * counts. Returns at once. Any thread may call.
     */
    public void end(int withExitCode) {
        if (endedWith.compareAndSet(null, withExitCode)) {
            synchronized (this) {
                if (thread != null) {
                    thread.interrupt();
                }
            }
        }
    }

    /** What {@link #run} returned; 0 before that. */
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
        // Lines that came at once travel together, but none waits for one that has not come.
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

    /** From here on the thread is not interrupted, and an interrupt that came too late is forgotten. */
    private synchronized void leave() {
        thread = null;
        Thread.interrupted();
    }
}
