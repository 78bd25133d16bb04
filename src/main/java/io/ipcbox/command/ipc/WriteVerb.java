package io.ipcbox.command.ipc;

import io.ipcbox.console.Console;
import io.ipcbox.text.UsageException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code write DATA}: what the memory holds from now on. */
@Command(
        name = "write",
        description = "Writes to shared memory: from its beginning, and NULs up to its end.",
        footer = {
            "",
            "If standard input is longer than the memory, the command fails, but the beginning may be written."
        })
final class WriteVerb implements Action {
    @Mixin
    private final Data data = new Data();

    @Option(
            names = {"-o", "--offset"},
            paramLabel = "BYTES",
            description = "where to begin; what lies before and behind stays as it is")
    private Optional<Long> offset = Optional.empty();

    private final Memories memories;

    WriteVerb(Memories memories) {
        this.memories = memories;
    }

    @Override
    public void run(Console console) {
        if (offset.orElse(0L) < 0) {
            throw new UsageException("--offset cannot be negative: " + offset.orElse(0L));
        }
        try (Memory memory = memories.open(true)) {
            long end = data.writeTo(memory, offset.orElse(0L), console);
            if (offset.isEmpty()) {
                memory.clearFrom(end);
            }
        }
    }
}
