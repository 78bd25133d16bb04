package io.ipcbox.ring;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.file.PosixAccess;
import io.ipcbox.ipc.memory.MemoryFaults;
import io.ipcbox.ipc.memory.SharedFile;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * How a ring in a file is made, opened, and replaced by another of its name. The handle that is returned owns all that
 * was opened on the way; nothing is left open when there is none.
 *
 * @param path the name
 */
record RingOpening(Path path) {
    RingOpening {
        Objects.requireNonNull(path, "path");
    }

    /** Goes on with what is there, or puts a new ring in its place: see {@link RingFile#openForWriting}. */
    RingFile forWriting(RingSettings settings) {
        Objects.requireNonNull(settings, "settings");
        while (true) {
            try {
                return continuedOrMade(settings);
            } catch (IpcException e) {
                // Something got the name since it was free: what that is decides.
                if (e.errno() != Errno.EEXIST) {
                    throw e;
                }
            }
        }
    }

    private RingFile continuedOrMade(RingSettings settings) {
        try (RingFile existing = RingFile.openIfPresent(path).orElse(null)) {
            return existing == null ? create(settings, 0, 0, () -> {}) : continuedOrReplaced(existing, settings);
        } catch (IpcException e) {
            if (e.errno() != Errno.EBADMSG) {
                throw e;
            }
        }
        return replaceDamaged(settings);
    }

    private RingFile continuedOrReplaced(RingFile existing, RingSettings wanted) {
        // Whoever holds the role keeps others from replacing the ring at the same time.
        try (RingWriter writer = existing.writer(Duration.ofSeconds(1), WaitStrategy.BALANCED)) {
            boolean open = existing.isOpen();
            if (open && existing.settings().equals(wanted)) {
                return reopen(existing::hasItsName);
            }
            return create(wanted, existing.generation() + 1, 0, () -> {
                existing.unlink();
                // Whatever fails from here on, its readers do not wait for it in vain. One that has not yet read the
                // end of an ended ring must still find that.
                if (open) {
                    writer.replaced();
                }
            });
        }
    }

    /** Replaces what was a ring, or is an empty file; leaves everything else alone. */
    private RingFile replaceDamaged(RingSettings settings) {
        try (SharedFile file = SharedFile.open(path)) {
            // What is no ring to this program may be one to the program that writes it.
            if (file.locks().isLockedElsewhere(RingLayout.WRITER_LOCK_AT)) {
                throw new IpcException(
                        "write to", object(), Errno.EBUSY, "a writer that this program does not understand has it");
            }
            if (!isEmptyOrRing(file)) {
                throw new IpcException(
                        "write to",
                        object(),
                        Errno.EBADMSG,
                        "the file holds something else and was left as it is; choose another name");
            }
            return create(settings, 0, 0, () -> {
                if (file.hasItsName()) {
                    SharedFile.unlink(path);
                }
            });
        }
    }

    private static boolean isEmptyOrRing(SharedFile file) {
        if (file.status().sizeBytes() < Long.BYTES) {
            return file.status().sizeBytes() == 0;
        }
        try (Arena arena = Arena.ofShared()) {
            return RingMemory.isRing(file.map(arena));
        } catch (InternalError e) {
            return true; // truncated just now: there is nothing left to lose
        }
    }

    /**
     * Makes a ring, which appears complete.
     *
     * @param freeName removes the ring that has the name, and nothing else
     * @throws IpcException EEXIST when something has the name then; ENOTSUP when the file system has no files without a
     *     name ({@code O_TMPFILE})
     */
    RingFile create(RingSettings settings, long generation, long first, Runnable freeName) {
        try (SharedFile file =
                        SharedFile.createUnnamed(object(), path, RingMemory.bytes(settings), Permissions.OWNER_ONLY);
                Arena arena = Arena.ofConfined()) {
            RingMemory.format(file.map(arena), object(), settings, generation, first);
            freeName.run();
            file.giveName();
            // Opened again, so that the kernel knows the mapping by its name: the one just made is older than that.
            return reopen(file::hasItsName);
        }
    }

    /** Opens by its name what this process has open already, for a handle that takes no role yet. */
    private RingFile reopen(BooleanSupplier hasItsName) {
        RingFile opened = RingFile.openIfPresent(path).orElseThrow(this::overtaken);
        try {
            // A name that was lost never comes back: the file that still has it is the one that was opened.
            if (!hasItsName.getAsBoolean()) {
                throw overtaken();
            }
            return opened;
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private IpcException overtaken() {
        return new IpcException("create", object(), Errno.EEXIST, "another writer has replaced it");
    }

    RingFile open(PosixAccess access) {
        return open(new RingStore.Named(SharedFile.open(path, access)), object());
    }

    static RingFile open(RingStore store, String object) {
        Arena arena = Arena.ofShared();
        try {
            if (store.sizeBytes() == 0) {
                throw new IpcException("open", object, Errno.EBADMSG, "it is empty; its writer makes a ring of it");
            }
            RingMemory memory = RingMemory.open(store.map(arena), object);
            MemoryFaults.surface();
            return new RingFile(store, arena, memory);
        } catch (InternalError e) {
            closeUnused(arena, store);
            throw RingMemory.gone(object, e);
        } catch (RuntimeException e) {
            closeUnused(arena, store);
            throw e;
        }
    }

    private static void closeUnused(Arena arena, RingStore store) {
        MemoryFaults.forget();
        arena.close();
        store.close();
    }

    private String object() {
        return "ring \"" + path + "\"";
    }
}
