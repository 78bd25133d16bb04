package io.ipcbox.command.ipc;

import io.ipcbox.command.Values;
import io.ipcbox.console.Console;
import io.ipcbox.text.Printable;
import io.ipcbox.text.UsageException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The verbs of shared memory. */
final class MemoryVerbs {
    private MemoryVerbs() {}

    @Command(
            name = "write",
            description = "Writes to shared memory from its start, and fills the rest with NULs.",
            footer = {"", "If standard input does not fit, the command fails after writing a part of it."})
    static final class Write implements Action {
        @Option(
                names = {"-o", "--offset"},
                paramLabel = "BYTES",
                description = "where to start; bytes outside the data keep their values")
        private Optional<Long> offset = Optional.empty();

        private final Memories memories;
        private final Data data;

        Write(Memories memories, Data data) {
            this.memories = memories;
            this.data = data;
        }

        @Override
        public void run(Console console) {
            long start = Values.atLeast(0, "--offset", offset.orElse(0L));
            try (Memory memory = memories.open(true)) {
                long end = data.writeTo(memory, start, console);
                if (offset.isEmpty()) {
                    memory.clearFrom(end);
                }
            }
        }
    }

    @Command(
            name = "read",
            description = "Writes the bytes of shared memory to standard output; on a terminal, escaped.")
    static final class Read implements Action {
        @Option(
                names = {"-o", "--offset"},
                paramLabel = "BYTES",
                description = "where to start (default: ${DEFAULT-VALUE})")
        private long offset = 0;

        @Option(
                names = {"-b", "--size"},
                paramLabel = "BYTES",
                description = "how many to read (default: up to the end)")
        private Optional<Long> size = Optional.empty();

        @Option(names = "--text", description = "only the text before the first NUL or line feed, as a line")
        private boolean text;

        private final Memories memories;

        Read(Memories memories) {
            this.memories = memories;
        }

        @Override
        public void run(Console console) {
            Values.atLeast(0, "--offset", offset);
            Values.atLeast(0, "--size", size.orElse(0L));
            if (text && (offset > 0 || size.isPresent())) {
                throw new UsageException("--text reads from the start; leave out --offset and --size");
            }
            try (Memory memory = memories.open(false)) {
                if (text) {
                    console.data(Printable.escape(memory.text(), Integer.MAX_VALUE));
                } else {
                    read(memory, size.orElse(Math.max(0, memory.sizeBytes() - offset)), console);
                }
            }
        }

        /** On a terminal in one piece: escaping would break a character that spans two pieces. */
        private void read(Memory memory, long length, Console console) {
            if (console.showsData()) {
                console.data(memory.read(offset, length));
            } else {
                memory.read(offset, length, console::data);
            }
        }
    }
}
