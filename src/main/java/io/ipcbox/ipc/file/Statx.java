package io.ipcbox.ipc.file;

import io.ipcbox.ipc.FileStatus;
import io.ipcbox.ipc.libc.LibcFile;
import io.ipcbox.ipc.libc.StatxLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Asks the kernel for the status of a file.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/statx.2.html">statx(2)</a>
 */
public final class Statx {
    private static final long BLOCK_BYTES = 512;

    private Statx() {}

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
}
