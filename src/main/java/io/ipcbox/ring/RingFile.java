package io.ipcbox.ring;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.file.PosixAccess;
import io.ipcbox.ipc.memory.MemoryFaults;
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
 * A ring in a file that processes map, usually in {@code /dev/shm}, or in memory without a name. Owns the descriptor and
 * the mapping; closing it closes its writer or reader first. Only this user's processes can open it (0600). Any thread may
 * call. After the close, what needs the memory or the file throws an {@link IpcException} with EBADF.
 */
public final class RingFile implements AutoCloseable {
    /** The layout that this program reads and writes; rings of another version are refused. */
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
     * Opens the ring that the last writer left, or makes one: when there is none, when it has another size or was ended,
     * and when it is damaged or of another version. Readers of a ring that is replaced are told to move on.
     *
     * @throws IpcException EBUSY when the ring has a writer; EBADMSG when the file is neither empty nor begins as a ring:
     *     it stays as it is; ENOSPC; EPERM when the name is another user's; ENOTSUP when the file system has no files
     *     without a name ({@code O_TMPFILE}): {@code /dev/shm} has
     */
    public static RingFile openForWriting(Path path, RingSettings settings) {
        return new RingOpening(path).forWriting(settings);
    }

    /**
     * Makes a new ring in the place of this one, for its writer, who has lost the memory to somebody who truncated the
     * file. Readers that can still get here and come after it learn from the numbers how much they missed.
     *
     * @param first the number of the next message
     */
    public RingFile successor(long first) {
        if (first < 0) {
            throw new IllegalArgumentException("messages are counted from 0, first=" + first);
        }
        return new RingOpening(store.path()).create(settings(), generation() + 1, first, this::unlink);
    }

    /**
     * Opens a ring that somebody made.
     *
     * @throws IpcException ENOENT; EPERM; EBADMSG when it is no ring or one of another version
     */
    public static RingFile open(Path path) {
        return new RingOpening(path).open(PosixAccess.READ_WRITE);
    }

    /**
     * Opens a ring that somebody made, for a {@link #passiveReader} alone: the memory is mapped for reading only.
     *
     * @throws IpcException as above
     */
    public static RingFile openReadOnly(Path path) {
        return new RingOpening(path).open(PosixAccess.READ_ONLY);
    }

    /**
     * The number of a ring without a name in this process, for {@link AnonymousRing#open} in another.
     *
     * @throws IllegalStateException for a ring with a name
     */
    public int fileDescriptor() {
        return store.fileDescriptor();
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

    /** Becomes the ring's writer. A file handle serves one role: locks belong to the handle. */
    public RingWriter writer(Duration stallTimeout, WaitStrategy waiting) {
        requireWriteAccess();
        return take(() -> new RingWriter(memory, store.locks(), stallTimeout, waiting), role -> role::close);
    }

    /** Becomes a registered reader of the ring. A file handle serves one role: locks belong to the handle. */
    public RingReader reader(boolean fromOldest, int largestMessage, WaitStrategy waiting) {
        requireWriteAccess();
        Objects.requireNonNull(waiting, "waiting");
        return take(
                () -> new RingReader(memory, store.locks(), fromOldest, largestMessage, waiting), role -> role::close);
    }

    /** Becomes a registered reader that takes the parts of long messages one by one, as they come. */
    public RingReader readerInParts(boolean fromOldest, WaitStrategy waiting) {
        requireWriteAccess();
        Objects.requireNonNull(waiting, "waiting");
        return take(() -> RingReader.inParts(memory, store.locks(), fromOldest, waiting), role -> role::close);
    }

    /**
     * Becomes a reader that the writer does not know of and does not wait for. A reader that is too slow is told how many
     * messages it lost, and goes on with the oldest one left. While idle it looks every 50 milliseconds.
     */
    public RingReader passiveReader(boolean fromOldest, int largestMessage, WaitStrategy waiting) {
        Objects.requireNonNull(waiting, "waiting");
        return take(
                () -> RingReader.passive(memory, store.locks(), fromOldest, largestMessage, waiting),
                role -> role::close);
    }

    private void requireWriteAccess() {
        if (store.access() == PosixAccess.READ_ONLY) {
            throw new IllegalStateException("this handle was opened read-only, which serves a passive reader alone");
        }
    }

    /** A role that was refused was not taken: the handle can be asked for another. */
    private synchronized <T> T take(Supplier<T> taking, Function<T, Consumer<Runnable>> closing) {
        if (hasRole) {
            throw new IllegalStateException("this handle has a role already; open the file again for another");
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

    /** Does something with the memory, which stays mapped meanwhile: one thread at a time. */
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

    /** False once a writer has ended the ring: nothing will be published there any more. */
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
     * Which process writes this ring, or was the last to.
     *
     * @throws IpcException EIO when the ring's file was truncated
     */
    public WriterIdentity lastWriter() {
        return inside(() -> WriterIdentity.load(memory.bytes));
    }

    /** False once the name was removed or given to another file. */
    public boolean hasItsName() {
        return store.hasItsName();
    }

    /**
     * Removes the name; whoever has the ring open keeps it.
     *
     * @throws IllegalStateException for a ring without a name
     */
    public void unlink() {
        if (hasItsName()) {
            SharedFile.unlink(store.path());
        }
    }

    /**
     * Gives the role up, unmaps the ring and lets go of the file; waits for the role's thread to come out of it. In a
     * handler of its reader it ends the reading after this message, and the rest is done when the read returns. Any thread
     * may call. Harmless when repeated.
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
        // Not under the monitor: the role's thread may be about to call this handle.
        closing.accept(first ? this::unmap : () -> {});
    }

    private void unmap() {
        MemoryFaults.forget();
        arena.close();
        store.close();
    }
}
