package io.ipcbox.ipc.sysv;

import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.libc.IpcPermLayout;
import io.ipcbox.ipc.libc.LastErrno;
import io.ipcbox.ipc.libc.LibcSysvFlags;
import io.ipcbox.ipc.libc.Platform;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import java.util.function.IntUnaryOperator;

/**
 * The identity of a System V object: the result of opening one by key or id, and its name in errors.
 *
 * @param id -1 if there is no object
 * @param created true if opening created it
 */
record SysvIdentity(SysvKind kind, SysvKey key, int id, boolean created) {
    private static final int UNKNOWN_ID = -1;

    /**
     * Finds or creates the object of a key. It never uses {@code IPC_CREAT} alone, which would check the mode for a new
     * object against an existing one and not report which of the two it was.
     *
     * @param get calls {@code msgget}, {@code semget} or {@code shmget} with the key and the given flags
     */
    static SysvIdentity open(
            SysvKind kind, SysvKey key, CreationMode mode, Permissions permissions, IntUnaryOperator get) {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(permissions, "permissions");
        Platform.require();
        if (key.isPrivate() && mode == CreationMode.OPEN_EXISTING) {
            throw new IllegalArgumentException("the key private cannot open an existing " + kind.noun + "; use its id");
        }
        CreationMode possible = key.isPrivate() ? CreationMode.CREATE_EXCLUSIVE : mode;
        int creation = LibcSysvFlags.IPC_CREAT | LibcSysvFlags.IPC_EXCL | permissions.mode();
        return possible.obtain(
                () -> found("open", new SysvIdentity(kind, key, get.applyAsInt(0), false)),
                () -> found("create", new SysvIdentity(kind, key, get.applyAsInt(creation), true)));
    }

    private static SysvIdentity found(String verb, SysvIdentity object) {
        if (!object.exists()) {
            throw SysvFailure.of(verb, object, LastErrno.get(), errno -> "");
        }
        return object;
    }

    /** Finds the object of an id, even one that is not readable. */
    static SysvIdentity ofId(SysvKind kind, int id) {
        Platform.require();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment status = arena.allocate(kind.statusBytes, Long.BYTES);
            if (kind.control(id, LibcSysvFlags.IPC_STAT, status) == 0) {
                SysvKey key = new SysvKey(status.get(ValueLayout.JAVA_INT, IpcPermLayout.KEY));
                return new SysvIdentity(kind, key, id, false);
            }
        }
        if (LastErrno.get() != Errno.EACCES) {
            throw new IpcException(
                    "open",
                    kind.noun + " of " + kind.idName + " " + id,
                    LastErrno.get(),
                    "no object has this id; " + kind.listing() + " lists them");
        }
        SysvKey key = SysvTable.find(kind, id).map(SysvTable.Row::key).orElse(SysvKey.PRIVATE);
        return new SysvIdentity(kind, key, id, false);
    }

    boolean exists() {
        return id != UNKNOWN_ID;
    }

    /** Kind and name: {@code message queue "0x00000064" (msqid 5)}. */
    @Override
    public String toString() {
        String name = kind.noun + " \"" + key + "\"";
        return exists() ? name + " (" + kind.idName + " " + id + ")" : name;
    }
}
