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

/** {@code shm}: a server that shows the text in shared memory, a client that asks for texts, or the end of the memory. */
@Command(
        name = "shm",
        description =
                "Asks for texts until the end of input, and writes each to shared memory; -s shows what is there.",
        footer = {"", "Text ends at the first NUL or line feed; the rest of the memory is NULs."})
final class ShmCommand implements Action {
    private static final String QUESTION = "Please enter something: ";

    @Mixin
    private final ServerForm form = new ServerForm();

    @Mixin
    private final SizeOption size = new SizeOption();

    @Option(
            names = {"-i", "--interval"},
            paramLabel = "TIME",
            description = "how often the server looks: seconds, or 500ms (default: 3)")
    private Duration interval = Duration.ofSeconds(3);

    private final Memories memories;

    ShmCommand(Memories memories) {
        this.memories = memories;
    }

    @Override
    public void run(Console console) {
        if (form.clean) {
            console.line(memories.remove() + " is removed.");
            return;
        }
        try (Memory memory = memories.openOrCreate(size.checked())) {
            if (form.server) {
                serve(memory, console);
            } else {
                write(memory, console);
            }
        }
    }

    private void serve(Memory memory, Console console) {
        console.line("start shared memory server: " + memories.title() + ", size=" + memory.sizeBytes());
        do {
            String text = Printable.escape(memory.text(), Integer.MAX_VALUE);
            console.data(Stamp.now() + " " + text);
        } while (Pause.of(interval));
        console.line("canceled.");
        console.line("end shared memory server: " + memories.title());
    }

    private void write(Memory memory, Console console) {
        console.line("write to " + memories.title());
        int texts = 0;
        Optional<byte[]> text = console.ask(QUESTION);
        for (; text.isPresent(); text = console.ask(QUESTION)) {
            write(memory, text.get(), console);
            texts++;
        }
        if (texts == 0 && !Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("nothing was entered; " + memories.title() + " is as it was");
        }
    }

    /** What is too long is an answer that another one may follow. */
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
