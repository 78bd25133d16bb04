package io.ipcbox.ring;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.PosixAccess;
import io.ipcbox.ipc.mapping.MemoryFaults;
import io.ipcbox.ipc.memory.SharedFile;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A ring in a file that processes map, usually in {@code /dev/shm}, or in memory without a name. Owns the descriptor
 * and the mapping; closing it closes its writer or reader first. Only processes of the same user can open it (0600).
 * Any thread may call. After the close, methods that need the memory or the file throw an {@link IpcException} with
 * EBADF.
 */
public final class RingFile implements AutoCloseable {
    /** The layout that this program supports; rings of another version are refused. */
    public static final int LAYOUT_VERSION = RingLayout.VERSION;

    private final RingStore store;
    private final Arena arena;
    private final RingMemory memory;
    private Consumer<Runnable> closeRole = Runnable::run;
    private boolean hasRole;
    private boolean closed;

    RingFile(RingStore store, Arena arena, RingMemory memory) {
        this.store = store;
        this.arena = arena;
        this.memory = memory;
    }

    /**
     * Opens the ring that the last writer left, or creates one if there is none, or if it has another size or version,
     * was ended or is damaged. Readers of a ring that is replaced get REPLACED.
     *
     * @throws IpcException EBUSY if the ring has a writer; EBADMSG if the file is neither empty nor a ring, and is left
     *     unchanged; ENOSPC; EPERM if the file belongs to another user; ENOTSUP if the file system does not support
     *     unnamed files ({@code O_TMPFILE}), unlike {@code /dev/shm}
     */
    public static RingFile openForWriting(Path path, RingSettings settings) {
        return new RingOpening(path).forWriting(settings);
    }

    /**
     * Creates a new ring in the place of this one, for its writer after the file was truncated. Readers that open it
     * learn from the message numbers how much they missed.
     *
     * @param first the number of the next message
     */
    public RingFile successor(long first) {
        if (first < 0) {
            throw new IllegalArgumentException("message numbers start at 0, first=" + first);
        }
        return new RingOpening(store.path()).create(settings(), generation() + 1, first, this::unlink);
    }

    /**
     * Opens an existing ring.
     *
     * @throws IpcException ENOENT; EPERM; EBADMSG if it is not a ring, or one of another version
     */
    public static RingFile open(Path path) {
        return new RingOpening(path).open(PosixAccess.READ_WRITE);
    }

    /**
     * Opens an existing ring for a {@link #passiveReader}, with a read-only mapping.
     *
     * @throws IpcException as above
     */
    public static RingFile openReadOnly(Path path) {
        return new RingOpening(path).open(PosixAccess.READ_ONLY);
    }

    /**
     * The descriptor of a ring without a name, for {@link AnonymousRing#open} in another process.
     *
     * @throws IllegalStateException for a ring with a name
     */
    public int fileDescriptor() {
        return store.fileDescriptor();
    }

    /** As {@link #open}; empty if nothing has the name. */
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

    /** Becomes the ring's writer. A handle can have only one role, because locks belong to the handle. */
    public RingWriter writer(Duration stallTimeout, WaitStrategy waiting) {
        requireWriteAccess();
        return take(() -> new RingWriter(memory, store.locks(), stallTimeout, waiting), role -> role::close);
    }

    /** Becomes a registered reader. A handle can have only one role, because locks belong to the handle. */
    public RingReader reader(boolean fromOldest, int largestMessage, WaitStrategy waiting) {
        requireWriteAccess();
        Objects.requireNonNull(waiting, "waiting");
        return take(
                () -> new RingReader(memory, store.locks(), fromOldest, largestMessage, waiting), role -> role::close);
    }

    /** Becomes a registered reader that gets the parts of long messages one by one, as they arrive. */
    public RingReader readerInParts(boolean fromOldest, WaitStrategy waiting) {
        requireWriteAccess();
        Objects.requireNonNull(waiting, "waiting");
        return take(() -> RingReader.inParts(memory, store.locks(), fromOldest, waiting), role -> role::close);
    }

    /**
     * Becomes a reader that the writer neither knows of nor waits for. If it is too slow, it is told how many messages
     * it lost and continues with the oldest one left. It polls every 50 milliseconds while idle.
     */
    public RingReader passiveReader(boolean fromOldest, int largestMessage, WaitStrategy waiting) {
        Objects.requireNonNull(waiting, "waiting");
        return take(
                () -> RingReader.passive(memory, store.locks(), fromOldest, largestMessage, waiting),
                role -> role::close);
    }

    private void requireWriteAccess() {
        if (store.access() == PosixAccess.READ_ONLY) {
            throw new IllegalStateException("this handle was opened read-only, for a passive reader only");
        }
    }

    /** If taking the role fails, another one can be taken. */
    private synchronized <T> T take(Supplier<T> taking, Function<T, Consumer<Runnable>> closing) {
        if (hasRole) {
            throw new IllegalStateException("this handle already has a role; open the file again for another");
        }
        return inside(() -> {
            T taken = taking.get();
            Consumer<Runnable> close = closing.apply(taken);
            try {
                MemoryFaults.surface();
            } catch (InternalError e) {
                close.accept(() -> {});
                throw e;
            }
            closeRole = close;
            hasRole = true;
            return taken;
        });
    }

    /** Runs an action on the memory, which stays mapped meanwhile; one thread at a time. */
    private synchronized <T> T inside(Supplier<T> action) {
        if (closed) {
            throw new IpcException("use", memory.object(), Errno.EBADF, "it was closed; open it again");
        }
        try {
            T result = action.get();
            MemoryFaults.surface();
            return result;
        } catch (InternalError e) {
            throw memory.gone(e);
        }
    }

    public RingSettings settings() {
        return memory.settings();
    }

    /** False once a writer has ended the ring: nothing more will be published. */
    public boolean isOpen() {
        return inside(() -> memory.state() == RingLayout.OPEN);
    }

    /** Counts the rings that have had this name. */
    public long generation() {
        return memory.generation;
    }

    /** The number of this ring's first message: 0, unless it is a {@link #successor}. */
    public long first() {
        return memory.first;
    }

    /**
     * The process that writes this ring, or last wrote it.
     *
     * @throws IpcException EIO if the ring's file was truncated
     */
    public WriterIdentity lastWriter() {
        return inside(() -> WriterIdentity.load(memory.bytes));
    }

    /** False once the name was removed or refers to another file. */
    public boolean hasItsName() {
        return store.hasItsName();
    }

    /**
     * Removes the name; open handles keep working.
     *
     * @throws IllegalStateException for a ring without a name
     */
    public void unlink() {
        if (hasItsName()) {
            SharedFile.unlink(store.path());
        }
    }

    /**
     * Gives up the role, unmaps the ring and closes the file, once the role's thread has left. In a handler of its
     * reader, reading ends after this message, and the rest is done when the read returns. Has no effect when repeated.
     */
    @Override
    public void close() {
        boolean first;
        Consumer<Runnable> closing;
        synchronized (this) {
            first = !closed;
            closed = true;
            closing = closeRole;
        }
        // Outside the monitor: the role's thread may be about to call this handle.
        closing.accept(first ? this::unmap : () -> {});
    }

    private void unmap() {
        MemoryFaults.forget();
        arena.close();
        store.close();
    }
}
