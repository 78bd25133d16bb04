package io.ipcbox.command.ipc;

import io.ipcbox.command.Values;
import picocli.CommandLine.Option;

/** Shared memory of either family. */
interface Memories extends Subject {
    /** Opens existing memory. The caller closes it. */
    Memory open(boolean writable);

    /** Opens existing memory of any size, or creates it with this size. The caller closes it. */
    Memory openOrCreate(long sizeBytes);

    /** The size of new memory: {@code -b 20}. */
    final class Size {
        @Option(
                names = {"-b", "--size"},
                paramLabel = "BYTES",
                description = "size in bytes, for new memory (default: ${DEFAULT-VALUE})")
        private long bytes = 20;

        long checked() {
            return Values.atLeast(1, "--size", bytes);
        }
    }
}
