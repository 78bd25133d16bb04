package io.ipcbox.command.ipc;

import io.ipcbox.console.InputException;
import io.ipcbox.console.StandardInput;
import io.ipcbox.console.StandardTerminal;
import io.ipcbox.console.StreamLines;
import io.ipcbox.console.StreamPrinter;
import io.ipcbox.console.TextLine;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The standard streams of a process that runs one command. */
final class OneShotConsole implements Console {
    private static final int LONGEST_ANSWER = 1 << 20;

    private final StreamPrinter printer;
    private @Nullable StreamLines answers;

    OneShotConsole(StreamPrinter printer) {
        this.printer = printer;
    }

    @Override
    public void line(String text) {
        printer.line(text);
    }

    @Override
    public void error(String text) {
        printer.error(text);
    }

    @Override
    public void data(String text) {
        printer.data(text);
    }

    @Override
    public void data(byte[] bytes) {
        if (showsData()) {
            data(ReadableData.of(bytes));
        } else {
            printer.bytes(bytes);
        }
    }

    @Override
    public boolean showsData() {
        return StandardTerminal.OUTPUT.isTerminal();
    }

    @Override
    public boolean hasInput() {
        return !isInteractive();
    }

    @Override
    public InputStream input() {
        return StandardInput.open();
    }

    @Override
    public Optional<byte[]> ask(String question) {
        while (true) {
            printer.text(question);
            try {
                Optional<byte[]> answer = answers().nextLine().map(TextLine::bytes);
                if (answer.isEmpty()) {
                    // The question's line has not been ended by an answer.
                    printer.line("");
                }
                return answer;
            } catch (InputException e) {
                if (e.isLast()) {
                    throw e;
                }
                refuseAnswer(e);
            }
        }
    }

    @Override
    public void refuseAnswer(RuntimeException reason) {
        if (!isInteractive()) {
            throw reason;
        }
        error(String.valueOf(reason.getMessage()));
    }

    /** Not closed; a command that asks reads all there is. */
    private StreamLines answers() {
        StreamLines lines = answers;
        if (lines == null) {
            lines = new StreamLines(StandardInput.open(), LONGEST_ANSWER, false);
            answers = lines;
        }
        return lines;
    }

    @Override
    public String program() {
        return "ipcbox ";
    }

    @Override
    public int columns() {
        return printer.columns();
    }

    @Override
    public boolean isInteractive() {
        return StandardTerminal.INPUT.isTerminal();
    }
}
