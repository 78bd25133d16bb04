package io.ipcbox.ipc.file;

import io.ipcbox.ipc.libc.LibcFile;
import io.ipcbox.ipc.libc.StatxLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

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
    private static final long BLOCK_BYTES = 512;
    private static final int KIND = 0170000;
    private static final int FIFO = 0010000;
    private static final int REGULAR = 0100000;
    private static final int DIRECTORY = 0040000;

    /** The status of an open descriptor. */
    public static FileStatus of(Descriptor descriptor) {
        Objects.requireNonNull(descriptor, "descriptor");
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment statx = arena.allocate(StatxLayout.BYTES, Long.BYTES);
            MemorySegment itself = arena.allocateFrom("");
            descriptor.call(
                    "look at",
                    fd -> LibcFile.statx(fd, itself, LibcFile.AT_EMPTY_PATH, LibcFile.STATX_BASIC_STATS, statx));
            return read(statx);
        }
    }

    /** The status of the file that has this name now, without following a symbolic link; empty if there is none. */
    public static Optional<FileStatus> of(Path path) {
        Objects.requireNonNull(path, "path");
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment statx = arena.allocate(StatxLayout.BYTES, Long.BYTES);
            int result = LibcFile.statx(
                    LibcFile.AT_FDCWD,
                    arena.allocateFrom(path.toString()),
                    LibcFile.AT_SYMLINK_NOFOLLOW,
                    LibcFile.STATX_BASIC_STATS,
                    statx);
            return result == 0 ? Optional.of(read(statx)) : Optional.empty();
        }
    }

    private static FileStatus read(MemorySegment statx) {
        return new FileStatus(
                Short.toUnsignedInt(statx.get(ValueLayout.JAVA_SHORT, StatxLayout.MODE)),
                statx.get(ValueLayout.JAVA_INT, StatxLayout.UID),
                statx.get(ValueLayout.JAVA_INT, StatxLayout.GID),
                Integer.toUnsignedLong(statx.get(ValueLayout.JAVA_INT, StatxLayout.LINKS)),
                statx.get(ValueLayout.JAVA_LONG, StatxLayout.INODE),
                Integer.toUnsignedLong(statx.get(ValueLayout.JAVA_INT, StatxLayout.DEVICE_MAJOR)) << Integer.SIZE
                        | Integer.toUnsignedLong(statx.get(ValueLayout.JAVA_INT, StatxLayout.DEVICE_MINOR)),
                statx.get(ValueLayout.JAVA_LONG, StatxLayout.SIZE),
                statx.get(ValueLayout.JAVA_LONG, StatxLayout.BLOCKS) * BLOCK_BYTES);
    }

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
