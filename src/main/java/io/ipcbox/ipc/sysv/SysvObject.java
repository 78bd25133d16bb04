package io.ipcbox.ipc.sysv;

import io.ipcbox.ipc.Deadline;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.libc.IpcPermLayout;
import io.ipcbox.ipc.libc.LastErrno;
import io.ipcbox.ipc.libc.LibcSysvFlags;
import io.ipcbox.ipc.waiting.BackOff;
import io.ipcbox.ipc.waiting.Wait;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A handle of a System V object, and the operations that all kinds share. Any thread may call.
 *
 * <p>These objects are not opened or closed in the kernel: any process may use an id. The kernel counts reuses in the
 * id's high bits, so a removed id does not soon refer to another object. Closing therefore affects only this class, and
 * need not wait for calls in progress.
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

    /** @param statusReader reads the kind's {@code …_ds} structure */
    SysvObject(SysvIdentity identity, Function<MemorySegment, S> statusReader) {
        this.identity = identity;
        this.statusReader = statusReader;
    }

    public final SysvKey key() {
        return identity.key();
    }

    /**
     * The kernel's number for the object.
     *
     * @throws IpcException EBADF if this handle is closed
     */
    public final int id() {
        if (closed) {
            throw new IpcException("use", toString(), Errno.EBADF, "this handle is closed; open it again");
        }
        return identity.id();
    }

    /** True if opening it created it. */
    public final boolean wasCreated() {
        return identity.created();
    }

    /** Starts to ask repeatedly, as described in {@link io.ipcbox.ipc.sysv the package documentation}. */
    final BackOff startAsking(String verb, Deadline deadline) {
        return new BackOff(startWait(verb, deadline), SHORTEST_PAUSE_NANOS, LONGEST_PAUSE_NANOS);
    }

    /** Starts a wait of the calling thread for this object. */
    final Wait startWait(String verb, Deadline deadline) {
        return new Wait(verb, this, () -> closed, deadline);
    }

    /** The failure of this thread's last call on the object. */
    final IpcException failure(String verb) {
        return failure(verb, LastErrno.get(), errno -> "");
    }

    final IpcException failure(String verb, Errno errno, Function<Errno, String> remedy) {
        return SysvFailure.of(verb, identity, errno, remedy);
    }

    /** @throws IpcException EACCES without read permission */
    public final S status() {
        try (Arena arena = Arena.ofConfined()) {
            return statusReader.apply(stat("look at", arena));
        }
    }

    private MemorySegment stat(String verb, Arena arena) {
        MemorySegment status = arena.allocate(identity.kind().statusBytes, Long.BYTES);
        control(verb, LibcSysvFlags.IPC_STAT, status);
        return status;
    }

    private void control(String verb, int command, MemorySegment argument) {
        if (identity.kind().control(id(), command, argument) < 0) {
            throw failure(verb);
        }
    }

    /**
     * Transfers the object to another user. Its creator can still change and remove it.
     *
     * @throws IpcException EPERM unless this user is the owner, the creator or root
     */
    public final void setOwner(int uid, int gid) {
        change(status -> {
            status.set(ValueLayout.JAVA_INT, IpcPermLayout.UID, uid);
            status.set(ValueLayout.JAVA_INT, IpcPermLayout.GID, gid);
        });
    }

    /** @throws IpcException EPERM unless this user is the owner, the creator or root */
    public final void setPermissions(Permissions permissions) {
        Objects.requireNonNull(permissions, "permissions");
        change(status -> status.set(ValueLayout.JAVA_INT, IpcPermLayout.MODE, permissions.mode()));
    }

    /** Changes the status. Two processes that do so at once may undo each other's changes. */
    final void change(Consumer<MemorySegment> editor) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment status = stat("change", arena);
            editor.accept(status);
            control("change", LibcSysvFlags.IPC_SET, status);
        }
    }

    /**
     * Removes the object for all processes. Its key is free at once, and waits for it fail with EIDRM. Messages are
     * lost with their queue; memory is freed with its last attachment.
     *
     * @throws IpcException EPERM unless this user is the owner, the creator or root
     */
    public final void remove() {
        control("remove", LibcSysvFlags.IPC_RMID, MemorySegment.NULL);
    }

    /**
     * Closes this handle. The object, its attachments, and semaphore changes to be undone when this process ends all
     * stay. Current waits end, for a queue within a few milliseconds, for a semaphore within 100.
     */
    @Override
    public final void close() {
        closed = true;
    }

    /** Kind, key and id, as in errors. */
    @Override
    public final String toString() {
        return identity.toString();
    }
}
