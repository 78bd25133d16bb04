package io.ipcbox.command.ipc;

import io.ipcbox.message.Printable;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code shm}: a server that shows the text in shared memory, a client that asks for one, or the end of the memory. */
@Command(
        name = "shm",
        description = "Asks for a text and writes it to shared memory; -s shows what is there.",
        footer = {"", "Text ends at the first NUL or line feed; the rest of the memory is NULs."})
final class ShmCommand implements Action {
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
            console.line(Stamp.now() + " " + text);
        } while (Pause.of(interval));
        console.line("canceled.");
        console.line("end shared memory server: " + memories.title());
    }

    private void write(Memory memory, Console console) {
        console.line("write to " + memories.title());
        Optional<byte[]> text = console.ask("Please enter something: ");
        if (text.isPresent()) {
            memory.replace(text.get());
            console.line("write: " + Printable.escape(text.get(), Integer.MAX_VALUE));
        } else if (!Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("nothing was entered; " + memories.title() + " is as it was");
        }
    }
}
