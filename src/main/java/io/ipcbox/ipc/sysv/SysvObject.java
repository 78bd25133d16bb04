package io.ipcbox.ipc.sysv;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.libc.IpcPermLayout;
import io.ipcbox.ipc.libc.LastErrno;
import io.ipcbox.ipc.libc.LibcSysvFlags;
import io.ipcbox.ipc.waiting.BackOff;
import io.ipcbox.ipc.waiting.Deadline;
import io.ipcbox.ipc.waiting.Wait;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A handle of a System V object, and what every kind can do with it. Any thread may call.
 *
 * <p>The kernel knows no open and no close for these objects: an id is a number that every process may use, and the
 * kernel counts its reuses in its high bits, so a removed id does not come to mean something else soon. Closing is
 * therefore a promise of this class alone, and no call under way has to be waited for.
 *
 * @param <S> its status
 */
public abstract sealed class SysvObject<S> implements AutoCloseable
        permits SysvMessageQueue, SysvSemaphoreSet, SysvSharedMemory {
    private static final long SHORTEST_PAUSE_NANOS = 20_000;
    private static final long LONGEST_PAUSE_NANOS = 4_000_000;

    private final SysvIdentity identity;
    private final Function<MemorySegment, S> statusReader;
    private volatile boolean closed;

    /** @param statusReader makes something of the kind's {@code …_ds} structure */
    SysvObject(SysvIdentity identity, Function<MemorySegment, S> statusReader) {
        this.identity = identity;
        this.statusReader = statusReader;
    }

    /** The key it has. */
    public final SysvKey key() {
        return identity.key();
    }

    /**
     * The number the kernel gave it.
     *
     * @throws IpcException EBADF once this handle is closed
     */
    public final int id() {
        if (closed) {
            throw new IpcException("use", toString(), Errno.EBADF, "this handle is closed; open it again");
        }
        return identity.id();
    }

    /** True if opening it made it. */
    public final boolean wasCreated() {
        return identity.created();
    }

    /** Asks again and again, as {@link io.ipcbox.ipc.sysv the package} describes. */
    final BackOff startAsking(String verb, Deadline deadline) {
        return new BackOff(startWait(verb, deadline), SHORTEST_PAUSE_NANOS, LONGEST_PAUSE_NANOS);
    }

    /** A wait for this object, on the calling thread; see {@link Wait}. */
    final Wait startWait(String verb, Deadline deadline) {
        return new Wait(verb, this, () -> closed, deadline);
    }

    /** What this thread's last call on the object failed with. */
    final IpcException failure(String verb) {
        return failure(verb, LastErrno.get(), errno -> "");
    }

    final IpcException failure(String verb, Errno errno, Function<Errno, String> remedy) {
        return SysvFailure.of(verb, identity, errno, remedy);
    }

    /**
     * How it is now.
     *
     * @throws IpcException EACCES without the permission to read
     */
    public final S status() {
        try (Arena arena = Arena.ofConfined()) {
            return statusReader.apply(stat("look at", arena));
        }
    }

    private MemorySegment stat(String verb, Arena arena) {
        MemorySegment status = arena.allocate(identity.kind().statusBytes(), Long.BYTES);
        control(verb, LibcSysvFlags.IPC_STAT, status);
        return status;
    }

    private void control(String verb, int command, MemorySegment argument) {
        if (identity.kind().control(id(), command, argument) < 0) {
            throw failure(verb);
        }
    }

    /**
     * Gives it to another user. Its creator keeps the right to change and remove it.
     *
     * @throws IpcException EPERM for anybody but its owner, its creator and root
     */
    public final void setOwner(int uid, int gid) {
        change(status -> {
            status.set(ValueLayout.JAVA_INT, IpcPermLayout.UID, uid);
            status.set(ValueLayout.JAVA_INT, IpcPermLayout.GID, gid);
        });
    }

    /** @throws IpcException EPERM for anybody but its owner, its creator and root */
    public final void setPermissions(Permissions permissions) {
        Objects.requireNonNull(permissions, "permissions");
        change(status -> status.set(ValueLayout.JAVA_INT, IpcPermLayout.MODE, permissions.mode()));
    }

    /** Changes what may be changed of the status. Two processes that do so at once may undo each other's change. */
    final void change(Consumer<MemorySegment> editor) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment status = stat("change", arena);
            editor.accept(status);
            control("change", LibcSysvFlags.IPC_SET, status);
        }
    }

    /**
     * Removes it, for everybody: its key is free at once, and a thread that waits at it gets EIDRM. Messages go with their
     * queue, memory goes with the last attachment.
     *
     * @throws IpcException EPERM for anybody but its owner, its creator and root
     */
    public final void remove() {
        control("remove", LibcSysvFlags.IPC_RMID, MemorySegment.NULL);
    }

    /**
     * Lets go of it in this process; it stays, and so do attachments and what a semaphore undoes when this process ends.
     * Ends waits that are under way, at a queue within a few milliseconds, at a semaphore within 100.
     */
    @Override
    public final void close() {
        closed = true;
    }

    /** Kind, key and id, as errors name it. */
    @Override
    public final String toString() {
        return identity.toString();
    }
}
