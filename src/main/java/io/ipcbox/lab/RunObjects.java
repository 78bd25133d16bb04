package io.ipcbox.lab;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.file.PrivateDirectory;
import io.ipcbox.ipc.posix.PosixMessageQueue;
import io.ipcbox.ipc.posix.PosixSemaphore;
import io.ipcbox.ipc.posix.PosixSharedMemory;
import io.ipcbox.ipc.sysv.SysvKey;
import io.ipcbox.ipc.sysv.SysvSemaphoreSet;
import io.ipcbox.ipc.sysv.SysvSharedMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * The names of the objects of one run, and their removal at its end. Immutable.
 *
 * @param name a slash, and a word that no other run has
 * @param key of the System V objects
 */
record RunObjects(String name, int key) {
    private static final Path SHM = Path.of("/dev/shm");
    private static final Path SYSV = Path.of("/proc/sysvipc");
    private static final String SEMAPHORE = "sem.";
    private static final int RANDOM_END = 36 * 36 * 36 * 36;
    private static final int RADIX = 36;
    /** {@code ipcs} shows keys of the lab as 0x6c… */
    private static final int KEYS = 0x6c00_0000;

    private static final int KEY_BITS = 24;
    /** There is nothing to remove, or another process has just removed it. */
    private static final Set<Errno> NOTHING_THERE = Set.of(Errno.ENOENT, Errno.EIDRM, Errno.EINVAL);

    /** Names that no other run has. */
    static RunObjects fresh() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String last = Integer.toString(random.nextInt(RANDOM_END), RADIX);
        String name = "/ipcbox-" + PrivateDirectory.userId() + "-"
                + ProcessHandle.current().pid() + "-" + last;
        return new RunObjects(name, KEYS | random.nextInt(1 << KEY_BITS));
    }

    /**
     * Removes every object with these names. No process may be left that could create more.
     *
     * @param queue whether there may be a message queue, which cannot be listed
     */
    void remove(boolean queue) {
        if (queue) {
            ifThere(() -> PosixMessageQueue.unlink(name));
        }
        for (String file : files()) {
            ifThere(() -> {
                if (file.startsWith(SEMAPHORE)) {
                    PosixSemaphore.unlink("/" + file.substring(SEMAPHORE.length()));
                } else {
                    PosixSharedMemory.unlink("/" + file);
                }
            });
        }
        SysvKey sysv = new SysvKey(key);
        if (isInUse("shm")) {
            ifThere(() -> SysvSharedMemory.open(sysv).remove());
        }
        if (isInUse("sem")) {
            ifThere(() -> SysvSemaphoreSet.openAsIs(sysv).remove());
        }
    }

    /** Looked up first: linking a C function takes longer than finding out that it is not needed. */
    private boolean isInUse(String kind) {
        try (Stream<String> rows = Files.lines(SYSV.resolve(kind))) {
            return rows.anyMatch(row -> row.stripLeading().startsWith(key + " "));
        } catch (IOException e) {
            return true;
        }
    }

    /** The files of shared memory and semaphores. */
    private List<String> files() {
        String bare = name.substring(1);
        try (Stream<Path> all = Files.list(SHM)) {
            return all.map(file -> file.getFileName().toString())
                    .filter(file -> file.startsWith(bare) || file.startsWith(SEMAPHORE + bare))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void ifThere(Runnable removal) {
        try {
            removal.run();
        } catch (IpcException e) {
            if (!NOTHING_THERE.contains(e.errno())) {
                throw e;
            }
        }
    }
}
