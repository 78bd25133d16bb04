package io.ipcbox.command.ipc;

import io.ipcbox.command.StandardInput;
import io.ipcbox.command.StreamPrinter;
import io.ipcbox.command.UsageException;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.message.Printable;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The standard streams of a process that runs one command. */
final class OneShotConsole implements Console {
    private static final int LONGEST_ANSWER = 1 << 20;
    private static final Path STANDARD_OUTPUT = Path.of("/proc/self/fd/1");

    private static final Path STANDARD_INPUT = Path.of("/proc/self/fd/0");
    private static final int READ_AHEAD_BYTES = 1 << 16;

    private final StreamPrinter printer;
    private final boolean readsAhead;
    private @Nullable InputStream answers;

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
        try {
            InputStream input = answers();
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            int next = input.read();
            if (next < 0) {
                return unanswered();
            }
            for (; next >= 0 && next != '\n'; next = input.read()) {
                if (line.size() == LONGEST_ANSWER) {
                    throw new UsageException("the line is too long: more than " + LONGEST_ANSWER + " bytes");
                }
                line.write(next);
            }
            return Optional.of(line.toByteArray());
        } catch (ClosedByInterruptException e) {
            Thread.currentThread().interrupt();
            return unanswered();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Not closed; read byte by byte where what follows the line belongs to somebody else. */
    private InputStream answers() {
        InputStream input = answers;
        if (input == null) {
            input = readsAhead ? new BufferedInputStream(StandardInput.open(), READ_AHEAD_BYTES) : StandardInput.open();
            answers = input;
        }
        return input;
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
