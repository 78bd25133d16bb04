package io.ipcbox.ipc.sysv;

import io.ipcbox.ipc.libc.LibcSysvFlags;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The kernel's list of all objects of a kind, in {@code /proc/sysvipc}. Every user can read it, so it tells the owner
 * of an object that this user has no access to. Used only to explain errors.
 */
final class SysvTable {
    record Row(SysvKey key, int id, int mode, long uid) {}

    private SysvTable() {}

    static Optional<Row> find(SysvKind kind, int id) {
        return find(kind, row -> row.id() == id);
    }

    static Optional<Row> find(SysvKind kind, SysvKey key) {
        return key.value() == LibcSysvFlags.IPC_PRIVATE
                ? Optional.empty()
                : find(kind, row -> row.key().equals(key));
    }

    private static Optional<Row> find(SysvKind kind, Predicate<Row> wanted) {
        try {
            List<String> lines = Files.readAllLines(kind.table());
            String[] names = words(lines.getFirst());
            return lines.stream()
                    .skip(1)
                    .map(line -> row(kind, names, words(line)))
                    .filter(wanted)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String[] words(String line) {
        return line.strip().split("\\s+");
    }

    private static Row row(SysvKind kind, String[] names, String[] words) {
        Map<String, String> fields = new HashMap<>();
        for (int i = 0; i < Math.min(names.length, words.length); i++) {
            fields.put(names[i], words[i]);
        }
        return new Row(
                new SysvKey(Integer.parseInt(fields.getOrDefault("key", "0"))),
                Integer.parseInt(fields.getOrDefault(kind.idName, "-1")),
                Integer.parseInt(fields.getOrDefault("perms", "0"), 8),
                Long.parseLong(fields.getOrDefault("uid", "0")));
    }
}
