package io.ipcbox.command.ipc;

import io.ipcbox.console.InputException;
import io.ipcbox.console.LinePrinter;
import io.ipcbox.console.StreamPrinter;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.text.UsageException;
import java.io.EOFException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;
import org.springframework.shell.core.InputReader;
import org.springframework.shell.core.command.ExitStatus;

/** The server's own shell: data are shown, not handed on, and its standard input is its user's. */
public final class ShellConsole implements Console {
    private static final int FAILED = 1;

    private final LinePrinter printer;
    private final InputReader questions;
    private boolean refused;

    public ShellConsole(LinePrinter printer, InputReader questions) {
        this.printer = printer;
        this.questions = questions;
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
        data(ReadableData.of(bytes));
    }

    @Override
    public boolean showsData() {
        return true;
    }

    @Override
    public boolean hasInput() {
        return false;
    }

    @Override
    public InputStream input() {
        throw new UsageException("- is standard input, which this shell reads itself; give the text");
    }

    @Override
    public Optional<byte[]> ask(String question) {
        while (true) {
            try {
                return answer(question);
            } catch (InputException e) {
                if (e.isLast()) {
                    // The shell reads on, gets the same end, and reports it.
                    return Optional.empty();
                }
                refuseAnswer(e);
            }
        }
    }

    private Optional<byte[]> answer(String question) {
        try {
            return Optional.of(questions.readInput(question).getBytes(StandardCharsets.UTF_8));
        } catch (UserInterruptException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (EndOfFileException | EOFException e) {
            return Optional.empty();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IpcException("read", "an answer", Errno.EIO, String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public void refuseAnswer(RuntimeException reason) {
        printer.error(String.valueOf(reason.getMessage()));
        refused |= !isInteractive();
    }

    /** How the command ended that used this console and threw nothing; a script fails if an answer was not taken. */
    public ExitStatus status() {
        return refused ? new ExitStatus(FAILED, "an answer was not taken") : ExitStatus.OK;
    }

    @Override
    public String program() {
        return "";
    }

    @Override
    public int columns() {
        return printer.columns();
    }

    @Override
    public boolean isInteractive() {
        return !(printer instanceof StreamPrinter);
    }
}
