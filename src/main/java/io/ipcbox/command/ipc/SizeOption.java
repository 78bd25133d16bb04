package io.ipcbox.command.ipc;

import io.ipcbox.text.UsageException;
import picocli.CommandLine.Option;

/** How long new shared memory is: {@code -b 20}. */
final class SizeOption {
    @Option(
            names = {"-b", "--size"},
            paramLabel = "BYTES",
            description = "how long it is, if it is new (default: ${DEFAULT-VALUE})")
    long bytes = 20;

    long checked() {
        if (bytes < 1) {
            throw new UsageException("--size must be above zero: " + bytes);
        }
        return bytes;
    }
}
