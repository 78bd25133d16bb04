package io.ipcbox.ipc;

import java.util.Objects;

/**
 * The status of a file: kind, owner, mode, size, and its identity (device and inode), which tells whether a name still
 * refers to the same file.
 *
 * @param mode kind and permission bits, as {@code st_mode}
 * @param sizeBytes 0 for a FIFO
 * @param allocatedBytes how much of it is allocated; less than the size of a sparse file
 * @see <a href="https://man7.org/linux/man-pages/man2/statx.2.html">statx(2)</a>
 */
public record FileStatus(
        int mode, int uid, int gid, long links, long inode, long device, long sizeBytes, long allocatedBytes) {
    private static final int KIND = 0170000;
    private static final int FIFO = 0010000;
    private static final int REGULAR = 0100000;
    private static final int DIRECTORY = 0040000;

    public boolean isFifo() {
        return (mode & KIND) == FIFO;
    }

    public boolean isRegularFile() {
        return (mode & KIND) == REGULAR;
    }

    public boolean isDirectory() {
        return (mode & KIND) == DIRECTORY;
    }

    /** True if users other than the owner may write. */
    public boolean isWritableByOthers() {
        return (mode & 0022) != 0;
    }

    /** True if both are the same file, whatever their names. */
    public boolean isSameFileAs(FileStatus other) {
        Objects.requireNonNull(other, "other");
        return inode == other.inode && device == other.device;
    }
}
