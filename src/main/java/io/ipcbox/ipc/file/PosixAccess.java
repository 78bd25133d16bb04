package io.ipcbox.ipc.file;

import io.ipcbox.ipc.libc.LibcFile;

/** What a handle may do with its object; the kernel checks it against the object's permissions when it is opened. */
public enum PosixAccess {
    READ_ONLY(LibcFile.O_RDONLY),
    WRITE_ONLY(LibcFile.O_WRONLY),
    READ_WRITE(LibcFile.O_RDWR);

    private final int flags;

    PosixAccess(int flags) {
        this.flags = flags;
    }

    /** As {@code open(2)} wants it. */
    public int flags() {
        return flags;
    }
}
