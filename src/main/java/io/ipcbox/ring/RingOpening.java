package io.ipcbox.ring;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.PosixAccess;
import io.ipcbox.ipc.mapping.MemoryFaults;
import io.ipcbox.ipc.memory.SharedFile;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * Creates, opens and replaces rings in files. The returned handle owns everything that was opened; on failure nothing
 * is left open.
 */
record RingOpening(Path path) {
    RingOpening {
        Objects.requireNonNull(path, "path");
    }

    /** See {@link RingFile#openForWriting}. */
    RingFile forWriting(RingSettings settings) {
        Objects.requireNonNull(settings, "settings");
        while (true) {
            try {
                return continuedOrMade(settings);
            } catch (IpcException e) {
                // Another file has taken the name meanwhile: start again with that one.
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
        // Holding the writer's role keeps other processes from replacing the ring at the same time.
        try (RingWriter writer = existing.writer(Duration.ofSeconds(1), WaitStrategy.BALANCED)) {
            boolean open = existing.isOpen();
            if (open && existing.settings().equals(wanted)) {
                return reopen(existing::hasItsName);
            }
            return create(wanted, existing.generation() + 1, 0, () -> {
                existing.unlink();
                // Its readers move on, even if creating the new ring fails. The readers of an ended ring must still
                // find that it was ended.
                if (open) {
                    writer.replaced();
                }
            });
        }
    }

    /** Replaces a damaged ring or an empty file; leaves any other file unchanged. */
    private RingFile replaceDamaged(RingSettings settings) {
        try (SharedFile file = SharedFile.open(path)) {
            // It may be a ring of another version that is in use.
            if (file.locks().isLockedElsewhere(RingLayout.WRITER_LOCK_AT)) {
                throw new IpcException("write to", object(), Errno.EBUSY, "a writer of another version is using it");
            }
            if (!isEmptyOrRing(file)) {
                throw new IpcException(
                        "write to",
                        object(),
                        Errno.EBADMSG,
                        "the file is not a ring and was left unchanged; choose another name");
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
     * Creates a ring, which appears complete.
     *
     * @param freeName removes the ring that has the name, and nothing else
     * @throws IpcException EEXIST if another file has the name afterwards; ENOTSUP if the file system does not support
     *     unnamed files ({@code O_TMPFILE})
     */
    RingFile create(RingSettings settings, long generation, long first, Runnable freeName) {
        try (SharedFile file =
                        SharedFile.createUnnamed(object(), path, RingMemory.bytes(settings), Permissions.OWNER_ONLY);
                Arena arena = Arena.ofConfined()) {
            RingMemory.format(file.map(arena), object(), settings, generation, first);
            freeName.run();
            file.giveName();
            // Opened again, so that /proc shows the mapping with the name: the first mapping is older than the name.
            return reopen(file::hasItsName);
        }
    }

    /** Opens by name a file that this process already has open, for a handle without a role. */
    private RingFile reopen(BooleanSupplier hasItsName) {
        RingFile opened = RingFile.openIfPresent(path).orElseThrow(this::overtaken);
        try {
            // A file never regains a lost name: if it still has the name, it is the file that was opened.
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
                throw new IpcException(
                        "open", object, Errno.EBADMSG, "it is empty; open it for writing to create a ring");
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
