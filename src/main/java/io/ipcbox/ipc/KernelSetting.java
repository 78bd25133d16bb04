package io.ipcbox.ipc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A limit of the kernel, a file under {@code /proc/sys}. Any user may read them all.
 *
 * @param file such as {@code /proc/sys/fs/mqueue/msg_max}
 */
public record KernelSetting(Path file) {
    public KernelSetting {
        Objects.requireNonNull(file, "file");
    }

    /** Its value now; empty when this kernel has no such setting, or hides it. */
    public Optional<String> value() {
        try {
            // Not Files.readString: it reads one byte first, and the kernel gives the number in one piece or not.
            List<String> lines = Files.readAllLines(file);
            return lines.isEmpty() ? Optional.empty() : Optional.of(lines.getFirst());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** File and value, as an error names it: {@code /proc/sys/fs/mqueue/msg_max (10)}. */
    @Override
    public String toString() {
        return value().map(value -> file + " (" + value + ")").orElse(file.toString());
    }
}
