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
        long generation = 0;
        try (RingFile existing = openIfPresent(path).orElse(null)) {
            if (existing != null) {
                // Whoever holds the role keeps others from replacing the ring at the same time.
                RingWriter writer = existing.writer(Duration.ofSeconds(1), WaitStrategy.BALANCED);
                if (existing.settings().equals(settings) && existing.isOpen()) {
                    writer.letGo();
                    return open(path);
                }
                generation = existing.generation() + 1;
                RingFile next = create(path, settings, generation);
                writer.replaced();
                return next;
            }
        } catch (IpcException e) {
            if (e.errno() != Errno.EBADMSG) {
                throw e;
            }
        }
        return create(path, settings, generation);
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
        } catch (RuntimeException e) {
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
        return new RingWriter(memory, locks(), stallTimeout, waiting);
    }

    /** Becomes a registered reader of the ring. A file handle serves one role: locks belong to the handle. */
    public RingReader reader(boolean fromOldest, int largestMessage, WaitStrategy waiting) {
        takeRole();
        return new RingReader(memory, locks(), fromOldest, largestMessage, waiting);
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
