package io.ipcbox.command.ipc;

import io.ipcbox.console.Console;
import io.ipcbox.text.Printable;
import io.ipcbox.text.UsageException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code read}: what the memory holds. */
@Command(
        name = "read",
        description = "Writes the bytes of shared memory to standard output, readably if that is a terminal.")
final class ReadVerb implements Action {
    @Option(
            names = {"-o", "--offset"},
            paramLabel = "BYTES",
            description = "where to begin (default: ${DEFAULT-VALUE})")
    private long offset = 0;

    @Option(
            names = {"-b", "--size"},
            paramLabel = "BYTES",
            description = "how many to read (default: all that follow)")
    private Optional<Long> size = Optional.empty();

    @Option(names = "--text", description = "only the text up to the first NUL or line feed, as a line")
    private boolean text;

    private final Memories memories;

    ReadVerb(Memories memories) {
        this.memories = memories;
    }

    @Override
    public void run(Console console) {
        if (offset < 0 || size.orElse(0L) < 0) {
            throw new UsageException("--offset and --size cannot be negative");
        }
        if (text && (offset > 0 || size.isPresent())) {
            throw new UsageException("--text reads from the beginning, without --offset and --size");
        }
        try (Memory memory = memories.open(false)) {
            if (text) {
                console.data(Printable.escape(memory.text(), Integer.MAX_VALUE));
            } else {
                read(memory, size.orElse(Math.max(0, memory.sizeBytes() - offset)), console);
            }
        }
    }

    /** For a person as a whole, because the readable form of a piece is not a piece of the readable form. */
    private void read(Memory memory, long length, Console console) {
        if (console.showsData()) {
            console.data(memory.read(offset, length));
        } else {
            memory.read(offset, length, console::data);
        }
    }
}
