package io.ipcbox.support;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A {@code /dev/shm} of 1 MiB, for a child process to fill up: nobody else sees it, and it goes with the child. */
public final class SmallTmpfs {
    private static final Path SHM = Path.of("/dev/shm");
    private static final Path FILLER = SHM.resolve("filler");

    private SmallTmpfs() {}

    /** A child that has it; skips the test where no file system may be mounted. */
    public static ChildJvm child(Class<?> main) {
        assumeTrue(ChildJvm.weAreRoot(), "needs root, to mount a small /dev/shm");
        assumeTrue(mayMount(), "needs CAP_SYS_ADMIN and unshare(1), to mount a small /dev/shm");
        return ChildJvm.of(main).under(mounting("exec \"$@\"").toArray(String[]::new));
    }

    private static boolean mayMount() {
        try {
            return new ProcessBuilder(mounting("exit 0")).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> mounting(String then) {
        return List.of("unshare", "-m", "sh", "-c", "mount -t tmpfs -o size=1m tmpfs /dev/shm && " + then, "sh");
    }

    /** In the child: takes all the room that is left. */
    public static void fill() throws IOException {
        try (OutputStream filler = Files.newOutputStream(FILLER)) {
            while (true) {
                filler.write(new byte[4096]);
            }
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            // No space left on device: that is what was wanted.
        }
    }

    /** In the child: what has a name there, besides what fills it. */
    public static List<String> names() throws IOException {
        try (Stream<Path> names = Files.list(SHM)) {
            return names.filter(name -> !name.equals(FILLER))
                    .map(name -> name.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }
}
