package io.ipcbox.command.ipc;

import io.ipcbox.console.Console;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.text.Printable;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code shm}: the client writes texts to shared memory, the server shows them. */
@Command(
        name = "shm",
        description = "Reads lines until the end of input and writes each to shared memory; -s shows its text.",
        footer = {"", "The text ends at the first NUL or line feed; the rest of the memory is NULs."})
final class ShmCommand extends ServerCommand<Memories> {
    private static final String QUESTION = "Please enter something: ";

    @Mixin
    private final Memories.Size size = new Memories.Size();

    @Option(
            names = {"-i", "--interval"},
            paramLabel = "TIME",
            description = "how often the server reads the memory: seconds, or 500ms (default: 3)")
    private Duration interval = Duration.ofSeconds(3);

    ShmCommand(Memories memories) {
        super(memories, "shared memory");
    }

    @Override
    void check() {
        size.checked();
    }

    @Override
    void serve(Console console) {
        try (Memory memory = subject.openOrCreate(size.checked())) {
            console.line("start shared memory server: " + subject.title() + ", size=" + memory.sizeBytes());
            do {
                console.data(now() + " " + Printable.escape(memory.text(), Integer.MAX_VALUE));
            } while (pause(interval));
        }
    }

    /** Opens the memory after the first answer: without one, nothing is created. */
    @Override
    void request(Console console) {
        console.line("write to " + subject.title());
        Optional<byte[]> text = console.ask(QUESTION);
        if (text.isPresent()) {
            try (Memory memory = subject.openOrCreate(size.checked())) {
                for (; text.isPresent(); text = console.ask(QUESTION)) {
                    write(memory, text.get(), console);
                }
            }
        } else if (!Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("nothing was entered; " + subject.title() + " is unchanged");
        }
    }

    /** A text that is too long can be followed by a shorter one. */
    private static void write(Memory memory, byte[] text, Console console) {
        try {
            memory.replace(text);
            console.data("write: " + Printable.escape(text, Integer.MAX_VALUE));
        } catch (IpcException e) {
            if (e.errno() != Errno.EMSGSIZE) {
                throw e;
            }
            console.refuseAnswer(e);
        }
    }
}
