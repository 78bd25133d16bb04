package io.ipcbox.ipc.file;

import io.ipcbox.ipc.libc.LibcFile;

/** The access of a handle to its object; the kernel checks it against the object's permissions on opening. */
public enum PosixAccess {
    READ_ONLY(LibcFile.O_RDONLY),
    WRITE_ONLY(LibcFile.O_WRONLY),
    READ_WRITE(LibcFile.O_RDWR);

    private final int flags;

    PosixAccess(int flags) {
        this.flags = flags;
    }

    /** The flag for {@code open(2)}. */
    public int flags() {
        return flags;
    }
}
