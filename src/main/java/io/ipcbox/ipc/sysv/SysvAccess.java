package io.ipcbox.ipc.sysv;

/** What one may do with attached memory. The kernel holds it, and so does the segment. */
public enum SysvAccess {
    /** Look. It needs the permission to read. */
    READ_ONLY,
    /** Look and change. It needs the permissions to read and to write. */
    READ_WRITE
}
