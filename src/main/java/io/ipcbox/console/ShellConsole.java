package io.ipcbox.console;

import io.ipcbox.process.ExitCode;
import io.ipcbox.text.UsageException;
import java.util.Optional;

/**
 * The server's shell on plain streams: for a script, or on a terminal that cannot draw. On a terminal, the prompt is plain
 * text before each typed line; output in between begins on a new row, and the prompt is repeated after it.
 */
public final class ShellConsole implements Console, LineSource {
    private final StreamConsole streams;
    private final StreamLines lines;
    private final String prompt;
    private boolean shown;
    private int refusals;
    private boolean ended;

    /** @param prompt for lines that a user types */
    ShellConsole(StreamConsole streams, StreamLines lines, String prompt) {
        this.streams = streams;
        this.lines = lines;
        this.prompt = prompt;
    }

    /** Uses the standard streams of this process; lines longer than the limit are skipped. */
    public static ShellConsole standard(int maxLineBytes, String prompt) {
        StreamLines lines = new StreamLines(StandardInput.open(), maxLineBytes, !StandardTerminal.isTyped());
        return new ShellConsole(StreamConsole.standard(), lines, prompt);
    }

    @Override
    public Input next() {
        if (ended) {
            return new Input.End(ExitCode.FAILED, "");
        }
        if (isScript()) {
            return lines.next();
        }
        show();
        Input next = lines.next();
        // Enter moves the cursor to the next row; Ctrl-D and a signal do not.
        hide(next instanceof Input.End);
        return next;
    }

    private synchronized void show() {
        streams.text(prompt);
        shown = true;
    }

    private synchronized void hide(boolean inTheMiddleOfALine) {
        shown = false;
        if (inTheMiddleOfALine) {
            streams.line("");
        }
    }

    @Override
    public boolean hasLine() {
        return !ended && lines.hasLine();
    }

    @Override
    public boolean isScript() {
        return lines.isScript();
    }

    @Override
    public void line(String text) {
        print(() -> streams.line(text));
    }

    @Override
    public void data(String text) {
        print(() -> streams.data(text));
    }

    @Override
    public void error(String text) {
        print(() -> streams.error(text));
    }

    private void print(Runnable printing) {
        if (isScript()) {
            // Without a lock: errors must be seen even if standard output blocks.
            printing.run();
        } else {
            printAbovePrompt(printing);
        }
    }

    private synchronized void printAbovePrompt(Runnable printing) {
        if (shown) {
            streams.line("");
        }
        printing.run();
        if (shown) {
            streams.text(prompt);
        }
    }

    @Override
    public int columns() {
        return streams.columns();
    }

    @Override
    public void whenLost(Runnable action) {
        streams.whenLost(action);
    }

    /** The answer is the next line. */
    @Override
    public Optional<byte[]> ask(String question) {
        while (true) {
            line(question);
            switch (lines.next()) {
                case TextLine answer -> {
                    try {
                        answer.text();
                        return Optional.of(answer.bytes());
                    } catch (UsageException e) {
                        refuseAnswer(new InputException(answer.place() + e.getMessage()));
                    }
                }
                case Input.Skipped skipped -> refuseAnswer(new InputException(skipped.reason()));
                // The shell reads the same end again and reports it.
                case Input.End end -> {
                    return Optional.empty();
                }
            }
        }
    }

    @Override
    public void refuseAnswer(RuntimeException reason) {
        Console.super.refuseAnswer(reason);
        refusals += isScript() ? 1 : 0;
    }

    @Override
    public void endInput() {
        ended = isScript();
    }

    @Override
    public int refusals() {
        return refusals;
    }

    @Override
    public boolean isInteractive() {
        return !isScript();
    }
}
