package io.ipcbox.ipc;

/** The access of a handle to its object; the kernel checks it against the object's permissions on opening. */
public enum PosixAccess {
    READ_ONLY,
    WRITE_ONLY,
    READ_WRITE
}
