package io.ipcbox.ipc.sysv;

import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.libc.IpcPermLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/**
 * To whom an object belongs. Owner and creator may both change and remove it, whatever the permissions say.
 *
 * @param uid of the owner
 * @param gid of the owner
 * @param creatorUid of the creator, for ever
 * @param creatorGid of the creator, for ever
 * @param permissions who may read and write it; for a semaphore set writing is altering
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
