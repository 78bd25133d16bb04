package io.ipcbox.command.ipc;

import io.ipcbox.text.UsageException;
import picocli.CommandLine.Option;

/** What a new semaphore begins with: {@code -c 2}. */
final class InitialValue {
    @Option(
            names = {"-c", "--count"},
            paramLabel = "N",
            description = "its value, if it is new (default: ${DEFAULT-VALUE})")
    int value = 2;

    int checked() {
        if (value < 0) {
            throw new UsageException("--count cannot be negative: " + value);
        }
        return value;
    }
}
