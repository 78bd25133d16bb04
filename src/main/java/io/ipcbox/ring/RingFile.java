package io.ipcbox.ring;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.posix.SharedFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A ring in a file that processes map, usually in {@code /dev/shm}. Owns the descriptor and the mapping; close it when
 * no thread uses its writer or reader any more. Only this user's processes can open it (0600).
 */
public final class RingFile implements AutoCloseable {
    private final SharedFile file;
    private final Arena arena;
    private final RingMemory memory;
    private final AtomicBoolean hasRole = new AtomicBoolean();

    private RingFile(SharedFile file, Arena arena, RingMemory memory) {
        this.file = file;
        this.arena = arena;
        this.memory = memory;
    }

    /**
     * Opens the ring that the last writer left, or makes one: when there is none, when it has another size or was ended,
     * and when what lies there is damaged. Readers of a ring that is replaced are told to move on.
     *
     * @throws IpcException EBUSY when the ring has a writer; ENOSPC; EPERM when the name is somebody else's
     */
    public static RingFile openForWriting(Path path, RingSettings settings) {
        try (RingFile existing = openIfPresent(path).orElse(null)) {
            return existing == null ? create(path, settings, 0) : existing.continuedOrReplaced(settings);
        } catch (IpcException e) {
            if (e.errno() != Errno.EBADMSG) {
                throw e;
            }
        }
        refuseIfWritten(path);
        return create(path, settings, 0);
    }

    private RingFile continuedOrReplaced(RingSettings wanted) {
        Path path = file.path();
        // Whoever holds the role keeps others from replacing the ring at the same time.
        try (RingWriter writer = writer(Duration.ofSeconds(1), WaitStrategy.BALANCED)) {
            boolean open = isOpen();
            if (open && settings().equals(wanted)) {
                return open(path);
            }
            RingFile next = create(path, wanted, generation() + 1);
            // A reader that has not yet read the end of an ended ring must still find it.
            if (open) {
                writer.replaced();
            }
            return next;
        }
    }

    /** What is no ring to this program may be one to the program that writes it. */
    private static void refuseIfWritten(Path path) {
        try (SharedFile file = SharedFile.open(path)) {
            if (file.isLockedElsewhere(RingLayout.WRITER_LOCK_AT)) {
                throw new IpcException(
                        "write to", object(path), Errno.EBUSY, "a writer that this program does not understand has it");
            }
        }
    }

    /** Makes the ring under another name first, so that it appears complete. */
    private static RingFile create(Path path, RingSettings settings, long generation) {
        Path unfinished = path.resolveSibling(path.getFileName() + ".new");
        SharedFile.unlink(unfinished);
        SharedFile file = SharedFile.create(unfinished, RingMemory.bytes(settings), Permissions.OWNER_ONLY);
        Arena arena = Arena.ofShared();
        try {
            RingMemory memory = RingMemory.format(file.map(arena), object(path), settings, generation);
            file.rename(path);
            return new RingFile(file, arena, memory);
        } catch (RuntimeException e) {
            arena.close();
            file.close();
            SharedFile.unlink(unfinished);
            throw e;
        }
    }

    /**
     * Opens a ring that somebody made.
     *
     * @throws IpcException ENOENT; EPERM; EBADMSG when it is no ring or one of another version
     */
    public static RingFile open(Path path) {
        SharedFile file = SharedFile.open(path);
        Arena arena = Arena.ofShared();
        try {
            if (file.status().sizeBytes() < RingLayout.PLACES_START) {
                throw new IpcException(
                        "open", object(path), Errno.EBADMSG, "it is too short for a ring; remove the file");
            }
            MemorySegment mapped = file.map(arena);
            return new RingFile(file, arena, RingMemory.open(mapped, object(path)));
        } catch (RuntimeException | InternalError e) {
            arena.close();
            file.close();
            throw e;
        }
    }

    /** Opens the ring if there is one; empty when nothing has the name. */
    public static Optional<RingFile> openIfPresent(Path path) {
        try {
            return Optional.of(open(path));
        } catch (IpcException e) {
            if (e.errno() == Errno.ENOENT) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static String object(Path path) {
        return "ring \"" + path + "\"";
    }

    /** Becomes the ring's writer. A file handle serves one role: locks belong to the handle. */
    public RingWriter writer(Duration stallTimeout, WaitStrategy waiting) {
        takeRole();
        try {
            return new RingWriter(memory, locks(), stallTimeout, waiting);
        } catch (InternalError e) {
            throw memory.gone(e);
        }
    }

    /** Becomes a registered reader of the ring. A file handle serves one role: locks belong to the handle. */
    public RingReader reader(boolean fromOldest, int largestMessage, WaitStrategy waiting) {
        takeRole();
        try {
            return new RingReader(memory, locks(), fromOldest, largestMessage, waiting);
        } catch (InternalError e) {
            throw memory.gone(e);
        }
    }

    /** Becomes a registered reader that takes the parts of long messages one by one, as they come. */
    public RingReader readerInParts(boolean fromOldest, WaitStrategy waiting) {
        takeRole();
        try {
            return RingReader.inParts(memory, locks(), fromOldest, waiting);
        } catch (InternalError e) {
            throw memory.gone(e);
        }
    }

    private void takeRole() {
        if (!hasRole.compareAndSet(false, true)) {
            throw new IllegalStateException("this handle has a role already; open the file again for another");
        }
    }

    private RingLocks locks() {
        return new RingLocks() {
            @Override
            public boolean tryLock(long at) {
                return file.tryLock(at);
            }

            @Override
            public void unlock(long at) {
                file.unlock(at);
            }

            @Override
            public boolean isLockedElsewhere(long at) {
                return file.isLockedElsewhere(at);
            }
        };
    }

    public RingSettings settings() {
        return memory.settings();
    }

    /** False once a writer has ended the ring: nothing will be published there any more. */
    public boolean isOpen() {
        return memory.state() == RingLayout.OPEN;
    }

    /** Counts the rings that have had this name. */
    public long generation() {
        return memory.generation;
    }

    /** False once the name was removed or given to another file. */
    public boolean hasItsName() {
        return file.hasItsName();
    }

    /** Removes the name; whoever has the ring open keeps it. */
    public void unlink() {
        if (hasItsName()) {
            SharedFile.unlink(file.path());
        }
    }

    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
            file.close();
        }
    }
}
