package io.ipcbox.ipc.mapping;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How much memory this process can still use before the kernel's OOM killer acts: of the machine or of one of the
 * process's control groups, whichever is less. Memory that the kernel can reclaim (page cache) and free swap count as
 * available. Immutable.
 *
 * @param bytes may be negative
 * @param limit what imposes the limit, for errors
 * @see <a href="https://docs.kernel.org/admin-guide/cgroup-v2.html#memory">control groups, memory</a>
 */
record AvailableMemory(long bytes, String limit) {
    private static final long UNKNOWN = -1;
    private static final long KIB = 1024;

    /** The memory available now. */
    static AvailableMemory now() {
        return in(Path.of("/"));
    }

    /** @param root the directory that contains {@code proc} and {@code sys} */
    static AvailableMemory in(Path root) {
        List<String> meminfo = lines(root.resolve("proc/meminfo"));
        long swap = Math.max(0, numberBehind(meminfo, "SwapFree:")) * KIB;
        long available = numberBehind(meminfo, "MemAvailable:");
        AvailableMemory least = new AvailableMemory(
                available == UNKNOWN ? Long.MAX_VALUE : available * KIB + swap, "this machine (/proc/meminfo)");
        for (String line : lines(root.resolve("proc/self/cgroup"))) {
            String[] fields = line.split(":", 3);
            if (fields.length == 3) {
                least = ofGroup(root.resolve("sys/fs/cgroup"), fields[1], fields[2], swap)
                        .filter(least::isMoreThan)
                        .orElse(least);
            }
        }
        return least;
    }

    private boolean isMoreThan(AvailableMemory other) {
        return other.bytes < bytes;
    }

    /**
     * The tightest limit of a group and its ancestors; empty if none has a limit, or the group does not control memory.
     */
    private static Optional<AvailableMemory> ofGroup(Path mount, String controllers, String path, long swap) {
        Version version = controllers.isEmpty() ? Version.TWO : Version.ONE;
        if (version == Version.ONE && !List.of(controllers.split(",")).contains("memory")) {
            return Optional.empty();
        }
        Path top = version == Version.ONE ? mount.resolve("memory") : mount;
        // In a container the path may be the host's, while the mounted root is the group itself.
        Path group;
        try {
            group = top.resolve(path.substring(1)).normalize();
        } catch (InvalidPathException e) {
            return Optional.empty(); // not ASCII, in the C locale: Java cannot open it
        }
        Optional<AvailableMemory> least = Optional.empty();
        for (@Nullable Path at = group; at != null && at.startsWith(top); at = at.getParent()) {
            Optional<AvailableMemory> here = version.available(at, swap);
            least = least.filter(it -> here.isEmpty() || here.get().isMoreThan(it))
                    .or(() -> here);
        }
        return least;
    }

    private enum Version {
        ONE("memory.limit_in_bytes", "memory.usage_in_bytes", "total_"),
        TWO("memory.max", "memory.current", "");

        private final String limit;
        private final String use;
        private final String prefix;

        Version(String limit, String use, String prefix) {
            this.limit = limit;
            this.use = use;
            this.prefix = prefix;
        }

        Optional<AvailableMemory> available(Path group, long swap) {
            long most = number(lines(group.resolve(limit)));
            long used = number(lines(group.resolve(use)));
            // Without a limit: the word max, or in version 1 a number near the largest one.
            if (most == UNKNOWN || used == UNKNOWN || most >= Long.MAX_VALUE / 2) {
                return Optional.empty();
            }
            List<String> stat = lines(group.resolve("memory.stat"));
            long reclaimable = Stream.of("inactive_file", "active_file")
                    .mapToLong(cache -> Math.max(0, numberBehind(stat, prefix + cache)))
                    .sum();
            long bytes = this == ONE
                    ? Math.min(most - used + swap, roomOfBoth(group))
                    : most - used + Math.min(swap, roomInSwap(group));
            return Optional.of(
                    new AvailableMemory(bytes + reclaimable, "its control group (" + group.resolve(limit) + ")"));
        }

        /** Version 1 limits memory and swap together. */
        private static long roomOfBoth(Path group) {
            return room(group, "memory.memsw.limit_in_bytes", "memory.memsw.usage_in_bytes");
        }

        /** Version 2 limits swap separately. */
        private static long roomInSwap(Path group) {
            return Math.max(0, room(group, "memory.swap.max", "memory.swap.current"));
        }

        private static long room(Path group, String limit, String use) {
            long most = number(lines(group.resolve(limit)));
            long used = number(lines(group.resolve(use)));
            return most == UNKNOWN || used == UNKNOWN ? Long.MAX_VALUE / 2 : most - used;
        }
    }

    private static long number(List<String> lines) {
        return lines.isEmpty() || !lines.getFirst().matches("[0-9]{1,19}") ? UNKNOWN : parse(lines.getFirst());
    }

    /** The number after a name, in a file of lines with a name and a number. */
    private static long numberBehind(List<String> lines, String name) {
        return lines.stream()
                .map(line -> line.split("\\s+"))
                .filter(words -> words.length > 1 && words[0].equals(name))
                .mapToLong(words -> parse(words[1]))
                .findFirst()
                .orElse(UNKNOWN);
    }

    private static long parse(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE; // more than a signed 64-bit number: no limit
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
