package io.ipcbox.command.ipc;

import io.ipcbox.command.Input;
import io.ipcbox.command.StandardInput;
import io.ipcbox.command.StreamLines;
import io.ipcbox.command.StreamPrinter;
import io.ipcbox.command.TextLine;
import io.ipcbox.command.UsageException;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.message.Printable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The standard streams of a process that runs one command. */
final class OneShotConsole implements Console {
    private static final int LONGEST_ANSWER = 1 << 20;
    private static final Path STANDARD_OUTPUT = Path.of("/proc/self/fd/1");

    private static final Path STANDARD_INPUT = Path.of("/proc/self/fd/0");

    private final StreamPrinter printer;
    private final boolean readsAhead;
    private @Nullable StreamLines answers;

    /** @param readsAhead whether the input behind an answer may be taken too, which is faster where there are many */
    OneShotConsole(StreamPrinter printer, boolean readsAhead) {
        this.printer = printer;
        this.readsAhead = readsAhead;
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
    public void data(byte[] bytes) {
        if (isTerminal(STANDARD_OUTPUT)) {
            printer.line(Printable.escape(bytes, Integer.MAX_VALUE));
        } else {
            printer.bytes(bytes);
        }
    }

    private static boolean isTerminal(Path descriptor) {
        try {
            Path file = Files.readSymbolicLink(descriptor);
            return file.startsWith("/dev/pts") || file.toString().matches("/dev/(tty|console).*");
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public boolean hasInput() {
        return !isInteractive();
    }

    @Override
    public byte[] input(long mostBytes) {
        try (InputStream input = StandardInput.open()) {
            byte[] bytes = input.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, mostBytes + 1));
            if (bytes.length > mostBytes) {
                throw new IpcException(
                        "take", "standard input", Errno.EMSGSIZE, "it has more than " + mostBytes + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public Optional<byte[]> ask(String question) {
        printer.text(question);
        return switch (answers().next()) {
            case TextLine line -> Optional.of(line.bytes());
            case Input.Skipped skipped -> throw new UsageException(skipped.reason());
            case Input.End end when end.reason().isEmpty() -> unanswered();
            case Input.End end -> throw new IllegalStateException(end.reason());
        };
    }

    /** Not closed; read byte by byte where what follows the line belongs to another program. */
    private StreamLines answers() {
        StreamLines lines = answers;
        if (lines == null) {
            InputStream input = StandardInput.open();
            lines = new StreamLines(readsAhead ? input : new ByteByByte(input), LONGEST_ANSWER, false);
            answers = lines;
        }
        return lines;
    }

    private static final class ByteByByte extends FilterInputStream {
        ByteByByte(InputStream input) {
            super(input);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return super.read(buffer, offset, Math.min(length, 1));
        }
    }

    @Override
    public boolean isInteractive() {
        return isTerminal(STANDARD_INPUT);
    }

    /** Ends the question's line, which nobody else has ended. */
    private Optional<byte[]> unanswered() {
        printer.line("");
        return Optional.empty();
    }

    private static IpcException unreadable(IOException e) {
        return new IpcException("read", "standard input", Errno.EIO, String.valueOf(e.getMessage()), e);
    }
}
