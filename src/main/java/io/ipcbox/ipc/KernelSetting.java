package io.ipcbox.ipc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A kernel limit: a file under {@code /proc/sys}, which any user may read.
 *
 * @param file such as {@code /proc/sys/fs/mqueue/msg_max}
 */
public record KernelSetting(Path file) {
    public KernelSetting {
        Objects.requireNonNull(file, "file");
    }

    /** Its current value; empty if this kernel does not have or does not show the setting. */
    public Optional<String> value() {
        try {
            // Not Files.readString: it reads a single byte first, and the kernel returns the number only to one whole
            // read.
            List<String> lines = Files.readAllLines(file);
            return lines.isEmpty() ? Optional.empty() : Optional.of(lines.getFirst());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** File and value, as shown in errors: {@code /proc/sys/fs/mqueue/msg_max (10)}. */
    @Override
    public String toString() {
        return value().map(value -> file + " (" + value + ")").orElse(file.toString());
    }
}
