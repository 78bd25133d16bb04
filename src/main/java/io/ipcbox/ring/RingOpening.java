package io.ipcbox.ring;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.posix.MemoryFaults;
import io.ipcbox.ipc.posix.PosixAccess;
import io.ipcbox.ipc.posix.SharedFile;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

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
        try (RingFile existing = RingFile.openIfPresent(path).orElse(null)) {
            return existing == null ? create(settings, 0, 0) : continuedOrReplaced(existing, settings);
        } catch (IpcException e) {
            if (e.errno() != Errno.EBADMSG) {
                throw e;
            }
        }
        refuseIfWritten();
        return create(settings, 0, 0);
    }

    private RingFile continuedOrReplaced(RingFile existing, RingSettings wanted) {
        // Whoever holds the role keeps others from replacing the ring at the same time.
        try (RingWriter writer = existing.writer(Duration.ofSeconds(1), WaitStrategy.BALANCED)) {
            boolean open = existing.isOpen();
            if (open && existing.settings().equals(wanted)) {
                return open(PosixAccess.READ_WRITE);
            }
            RingFile next = create(wanted, existing.generation() + 1, 0);
            // A reader that has not yet read the end of an ended ring must still find it.
            if (open) {
                writer.replaced();
            }
            return next;
        }
    }

    /** What is no ring to this program may be one to the program that writes it. */
    private void refuseIfWritten() {
        try (SharedFile file = SharedFile.open(path)) {
            if (file.locks().isLockedElsewhere(RingLayout.WRITER_LOCK_AT)) {
                throw new IpcException(
                        "write to", object(), Errno.EBUSY, "a writer that this program does not understand has it");
            }
        }
    }

    /** Makes the ring under another name first, so that it appears complete. */
    RingFile create(RingSettings settings, long generation, long first) {
        Path unfinished = path.resolveSibling(path.getFileName() + ".new");
        SharedFile.unlink(unfinished);
        SharedFile file = SharedFile.create(unfinished, RingMemory.bytes(settings), Permissions.OWNER_ONLY);
        Arena arena = Arena.ofShared();
        try {
            RingMemory memory = RingMemory.format(file.map(arena), object(), settings, generation, first);
            file.rename(path);
            return new RingFile(new RingStore.Named(file), arena, memory);
        } catch (RuntimeException e) {
            arena.close();
            file.close();
            SharedFile.unlink(unfinished);
            throw e;
        }
    }

    RingFile open(PosixAccess access) {
        return open(new RingStore.Named(SharedFile.open(path, access)), object());
    }

    static RingFile open(RingStore store, String object) {
        Arena arena = Arena.ofShared();
        try {
            if (store.sizeBytes() < RingLayout.PLACES_START) {
                throw new IpcException("open", object, Errno.EBADMSG, "it is too short for a ring; remove the file");
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
