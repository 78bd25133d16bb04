package io.ipcbox.ipc.sysv;

import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.libc.IpcPermLayout;
import io.ipcbox.ipc.libc.LastErrno;
import io.ipcbox.ipc.libc.LibcSysvFlags;
import io.ipcbox.ipc.libc.Platform;
import io.ipcbox.ipc.waiting.Deadline;
import io.ipcbox.ipc.waiting.Wait;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;

/**
 * The id of a System V object and what every kind can do with it. Belongs to one handle. Any thread may call.
 *
 * <p>The kernel knows no open and no close for these objects: an id is a number that every process may use, and the
 * kernel counts its reuses in its high bits, so a removed id does not come to mean something else soon. Closing is
 * therefore a promise of this class alone, and no call under way has to be waited for.
 */
final class SysvObject {
    private static final int UNKNOWN_ID = -1;

    private final SysvKind kind;
    private final SysvKey key;
    private final int id;
    private final boolean created;
    private volatile boolean closed;

    private SysvObject(SysvKind kind, SysvKey key, int id, boolean created) {
        this.kind = kind;
        this.key = key;
        this.id = id;
        this.created = created;
    }

    /**
     * Finds or creates the object of a key. Not with {@code IPC_CREAT} alone: that would check the mode for a new object
     * against an existing one, and not tell which of the two it was.
     *
     * @param get {@code msgget}, {@code semget} or {@code shmget} with the key, given the flags
     */
    static SysvObject open(
            SysvKind kind, SysvKey key, CreationMode mode, Permissions permissions, IntUnaryOperator get) {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(permissions, "permissions");
        Platform.require();
        if (key.isPrivate() && mode == CreationMode.OPEN_EXISTING) {
            throw new IllegalArgumentException("the key private finds no existing " + kind.noun() + "; use its id");
        }
        while (true) {
            if (mode != CreationMode.CREATE_EXCLUSIVE && !key.isPrivate()) {
                int id = get.applyAsInt(0);
                if (id >= 0) {
                    return new SysvObject(kind, key, id, false);
                }
                if (LastErrno.get() != Errno.ENOENT || mode == CreationMode.OPEN_EXISTING) {
                    throw refusal("open", kind, key);
                }
            }
            int id = get.applyAsInt(LibcSysvFlags.IPC_CREAT | LibcSysvFlags.IPC_EXCL | permissions.mode());
            if (id >= 0) {
                return new SysvObject(kind, key, id, true);
            }
            if (LastErrno.get() != Errno.EEXIST || mode == CreationMode.CREATE_EXCLUSIVE) {
                throw refusal("create", kind, key);
            }
        }
    }

    private static IpcException refusal(String verb, SysvKind kind, SysvKey key) {
        return new SysvObject(kind, key, UNKNOWN_ID, false).failure(verb);
    }

    /** The object of an id, which must exist; it need not be readable. */
    static SysvObject ofId(SysvKind kind, int id) {
        Platform.require();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment status = arena.allocate(kind.statusBytes(), Long.BYTES);
            if (kind.control(id, LibcSysvFlags.IPC_STAT, status) == 0) {
                return new SysvObject(
                        kind, new SysvKey(status.get(ValueLayout.JAVA_INT, IpcPermLayout.KEY)), id, false);
            }
        }
        if (LastErrno.get() != Errno.EACCES) {
            throw new IpcException(
                    "open",
                    kind.noun() + " of " + kind.idName() + " " + id,
                    LastErrno.get(),
                    "there is none of this id; " + kind.listing() + " shows them");
        }
        SysvKey key = SysvTable.find(kind, id).map(SysvTable.Row::key).orElse(SysvKey.PRIVATE);
        return new SysvObject(kind, key, id, false);
    }

    SysvKind kind() {
        return kind;
    }

    SysvKey key() {
        return key;
    }

    /** The number; an {@link IpcException} with EBADF once it is closed. */
    int id() {
        if (closed) {
            throw new IpcException("use", toString(), Errno.EBADF, "this handle is closed; open it again");
        }
        return id;
    }

    /** The number, also of a closed one, for explanations; -1 if there is none. */
    int rawId() {
        return id;
    }

    /** True if opening it made it. */
    boolean wasCreated() {
        return created;
    }

    void close() {
        closed = true;
    }

    /** A wait for this object, on the calling thread; see {@link Wait}. */
    Wait startWait(String verb, Deadline deadline) {
        return new Wait(verb, this, () -> closed, deadline);
    }

    /** Asks for the status and makes something of it. */
    <T> T status(Function<MemorySegment, T> reader) {
        try (Arena arena = Arena.ofConfined()) {
            return reader.apply(stat("look at", arena));
        }
    }

    void change(Consumer<MemorySegment> editor) {
        if (!tryChange(editor)) {
            throw failure("change");
        }
    }

    /**
     * Changes what may be changed of the status. Two processes that do so at once may undo each other's change.
     *
     * @return false when the kernel refused; {@link LastErrno} says why
     */
    boolean tryChange(Consumer<MemorySegment> editor) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment status = stat("change", arena);
            editor.accept(status);
            return kind.control(id(), LibcSysvFlags.IPC_SET, status) == 0;
        }
    }

    private MemorySegment stat(String verb, Arena arena) {
        MemorySegment status = arena.allocate(kind.statusBytes(), Long.BYTES);
        if (kind.control(id(), LibcSysvFlags.IPC_STAT, status) < 0) {
            throw failure(verb);
        }
        return status;
    }

    void setOwner(int uid, int gid) {
        change(status -> {
            status.set(ValueLayout.JAVA_INT, IpcPermLayout.UID, uid);
            status.set(ValueLayout.JAVA_INT, IpcPermLayout.GID, gid);
        });
    }

    void setPermissions(Permissions permissions) {
        Objects.requireNonNull(permissions, "permissions");
        change(status -> status.set(ValueLayout.JAVA_INT, IpcPermLayout.MODE, permissions.mode()));
    }

    void remove() {
        if (kind.control(id(), LibcSysvFlags.IPC_RMID, MemorySegment.NULL) < 0) {
            throw failure("remove");
        }
    }

    /** The command that removes it. */
    String removal() {
        return kind.removal(key, id);
    }

    /** What this thread's last call on the object failed with. */
    IpcException failure(String verb) {
        return failure(verb, LastErrno.get());
    }

    IpcException failure(String verb, Errno errno) {
        return SysvFailure.of(verb, this, errno);
    }

    /** Kind and name, for errors: {@code message queue "0x00000064" (msqid 5)}. */
    @Override
    public String toString() {
        String name = kind.noun() + " \"" + key + "\"";
        return id == UNKNOWN_ID ? name : name + " (" + kind.idName() + " " + id + ")";
    }
}
