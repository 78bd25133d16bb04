package io.ipcbox.ipc.sysv;

import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.libc.IpcPermLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/**
 * The owner and the creator of an object. Both may change and remove it, whatever its permissions; the creator never
 * changes.
 *
 * @param permissions for reading and writing; for a semaphore set, writing means altering
 */
public record SysvOwnership(int uid, int gid, int creatorUid, int creatorGid, Permissions permissions) {
    private static final int PERMISSION_BITS = 0777;

    public SysvOwnership {
        Objects.requireNonNull(permissions, "permissions");
    }

    /** Reads an {@code ipc_perm}. */
    static SysvOwnership of(MemorySegment perm) {
        return new SysvOwnership(
                perm.get(ValueLayout.JAVA_INT, IpcPermLayout.UID),
                perm.get(ValueLayout.JAVA_INT, IpcPermLayout.GID),
                perm.get(ValueLayout.JAVA_INT, IpcPermLayout.CREATOR_UID),
                perm.get(ValueLayout.JAVA_INT, IpcPermLayout.CREATOR_GID),
                new Permissions(perm.get(ValueLayout.JAVA_INT, IpcPermLayout.MODE) & PERMISSION_BITS));
    }
}
