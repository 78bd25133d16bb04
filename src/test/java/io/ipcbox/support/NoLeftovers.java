package io.ipcbox.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.libc.LastErrno;
import io.ipcbox.ipc.libc.LibcFile;
import io.ipcbox.ipc.libc.LibcMqueue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test that leaves a kernel object behind, and removes a POSIX object it left, so that the next test does not
 * suffer. Looks only at what {@link UniqueNames} gave out (and at System V segments this JVM made), so other processes
 * of the machine do not matter; and at everything in the directories it is told of.
 */
public final class NoLeftovers implements BeforeEachCallback, AfterEachCallback {
    private static final Path SHM = Path.of("/dev/shm");
    private static final Path SYSV = Path.of("/proc/sysvipc");

    private static final long OUR_PID = ProcessHandle.current().pid();

    private final List<Path> directories;
    private Set<String> before = Set.of();

    public NoLeftovers() {
        this(List.of());
    }

    private NoLeftovers(List<Path> directories) {
        this.directories = directories;
    }

    /** One that also looks at all names in some directories; those need not exist. */
    public static NoLeftovers alsoIn(Path... directories) {
        return new NoLeftovers(List.of(directories));
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        before = present();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Set<String> leftovers = present();
        leftovers.removeAll(before);
        leftovers.forEach(NoLeftovers::remove);
        assertThat(leftovers).as("kernel objects left behind").isEmpty();
    }

    private Set<String> present() {
        Set<String> present = new TreeSet<>();
        inDirectory(SHM).filter(name -> name.contains(UniqueNames.PREFIX)).forEach(present::add);
        directories.stream().flatMap(NoLeftovers::inDirectory).forEach(present::add);
        UniqueNames.issued().stream()
                .filter(NoLeftovers::isQueue)
                .map(name -> "queue " + name)
                .forEach(present::add);
        Stream.of("msg", "sem", "shm").flatMap(NoLeftovers::systemV).forEach(present::add);
        return present;
    }

    private static Stream<String> inDirectory(Path directory) {
        if (!Files.isDirectory(directory)) {
            return Stream.empty();
        }
        try (Stream<Path> names = Files.list(directory)) {
            return names.map(Path::toString).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isQueue(String name) {
        try (Arena arena = Arena.ofConfined()) {
            int fd = LibcMqueue.mq_open(arena.allocateFrom(name), LibcFile.O_RDONLY, 0, MemorySegment.NULL);
            if (fd >= 0) {
                LibcFile.close(fd);
                return true;
            }
            return LastErrno.get() == Errno.EACCES;
        }
    }

    private static Stream<String> systemV(String kind) {
        try {
            return Files.readAllLines(SYSV.resolve(kind)).stream()
                    .skip(1)
                    .map(row -> row.strip().split("\\s+"))
                    .filter(row -> isOurs(kind, row))
                    .map(row -> "System V " + kind + " key " + row[0] + " id " + row[1]);
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static boolean isOurs(String kind, String[] row) {
        boolean keyIsOurs = UniqueNames.issuedKeys().contains(Integer.parseInt(row[0]));
        return keyIsOurs || (kind.equals("shm") && Long.parseLong(row[4]) == OUR_PID);
    }

    private static void remove(String leftover) {
        if (leftover.startsWith(SHM + "/")) {
            // What a directory holds comes after it, and must go first.
            try (Stream<Path> all = Files.walk(Path.of(leftover))) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        } else if (leftover.startsWith("queue ")) {
            try (Arena arena = Arena.ofConfined()) {
                LibcMqueue.mq_unlink(arena.allocateFrom(leftover.substring("queue ".length())));
            }
        }
    }
}
