package io.ipcbox.ipc.mapping;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.file.Descriptor;
import io.ipcbox.ipc.file.Statx;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where space is reserved: on a file system, which may be in memory, or in anonymous memory. The kernel hands out
 * memory until none is left, and then its OOM killer kills some process; so the requested size is first compared with
 * the available memory.
 *
 * @param directory of the file; empty for anonymous memory
 */
public record Room(Optional<Path> directory) {
    /** For anonymous memory. */
    public static final Room MEMORY = new Room(Optional.empty());

    /** Smaller requests are not checked. */
    private static final long NOT_WORTH_A_LOOK_BYTES = 1 << 20;

    /**
     * The fraction of the available memory that stays free, because the value is an estimate and other processes
     * allocate too.
     */
    private static final long LEFT_FREE = 16;

    public static Room in(Path directory) {
        return new Room(Optional.of(directory));
    }

    /** For a file with this path. */
    public static Room of(Path file) {
        return new Room(Optional.ofNullable(file.toAbsolutePath().getParent()));
    }

    /**
     * Refuses a request that would exhaust the space.
     *
     * @param verb for the error
     * @throws IpcException ENOSPC or ENOMEM
     */
    void check(String verb, Descriptor descriptor, long sizeBytes) {
        long more = sizeBytes - Statx.of(descriptor).allocatedBytes();
        if (more <= NOT_WORTH_A_LOOK_BYTES) {
            return;
        }
        Optional<FileStore> store = directory.flatMap(Room::store);
        if (store.isPresent() && !isInMemory(store.get())) {
            return;
        }
        if (store.isPresent() && isFullAt(store.get(), more)) {
            throw new IpcException(verb, descriptor.object(), Errno.ENOSPC, remedy(Errno.ENOSPC));
        }
        AvailableMemory available = AvailableMemory.now();
        long most = available.bytes() - available.bytes() / LEFT_FREE;
        if (more > most) {
            throw new IpcException(
                    verb,
                    descriptor.object(),
                    Errno.ENOMEM,
                    available.limit() + " has " + Math.max(0, available.bytes()) + " bytes available, of which a "
                            + LEFT_FREE + "th stays free; ask for less, or free some memory");
        }
    }

    private static Optional<FileStore> store(Path directory) {
        try {
            return Optional.of(Files.getFileStore(directory));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isInMemory(FileStore store) {
        return store.type().equals("tmpfs") || store.type().equals("ramfs");
    }

    /** A file system in memory that was mounted without a limit reports a total of 0 bytes. */
    private static boolean isFullAt(FileStore store, long more) {
        try {
            return store.getTotalSpace() > 0 && more > store.getUsableSpace();
        } catch (IOException e) {
            return false;
        }
    }

    /** The remedy for an error about space. */
    public String remedy(Errno errno) {
        return errno == Errno.ENOSPC && directory.isPresent()
                ? "make room in " + directory.get() + " (df " + directory.get() + "), or ask for less"
                : errno.remedy().orElse("");
    }
}
