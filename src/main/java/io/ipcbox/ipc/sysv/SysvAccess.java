package io.ipcbox.ipc.sysv;

/** What attached memory may be used for. Both the kernel and the memory segment enforce it. */
public enum SysvAccess {
    /** Requires read permission. */
    READ_ONLY,
    /** Requires read and write permission. */
    READ_WRITE
}
