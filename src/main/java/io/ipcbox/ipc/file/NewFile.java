package io.ipcbox.ipc.file;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.libc.LibcFile;
import io.ipcbox.ipc.libc.LibcLink;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that is named once it is complete. Until then it has no name ({@code O_TMPFILE}): no process can open it
 * incomplete, and it disappears when its descriptor is closed or its process dies. If two processes make a file of the
 * same name, only one succeeds; an existing file keeps its name.
 */
public final class NewFile {
    private static final Path SELF = Path.of("/proc/self/fd");

    private NewFile() {}

    /**
     * Makes a file without a name in the directory of its future name.
     *
     * @param object kind and name, for errors
     * @param path its future name
     * @throws IpcException ENOTSUP if the file system does not support {@code O_TMPFILE}; ENOENT for the directory,
     *     EACCES, ENOSPC
     */
    public static Descriptor make(String object, Path path, Permissions permissions) {
        Path absolute = path.toAbsolutePath();
        Path directory = absolute.getParent() == null ? absolute : absolute.getParent();
        return open(object, directory, permissions).handTo(made -> {
            made.chmod(permissions);
            return made;
        });
    }

    private static Descriptor open(String object, Path directory, Permissions permissions) {
        try {
            // The dot: the directory itself may be a symbolic link, which is followed.
            return Descriptor.open(
                    "create", object, directory.resolve("."), LibcFile.O_RDWR | LibcFile.O_TMPFILE, permissions);
        } catch (IpcException e) {
            if (e.errno() != Errno.ENOTSUP) {
                throw e;
            }
            String remedy = "the file system of " + directory
                    + " does not support files without a name (O_TMPFILE); use /dev/shm";
            throw new IpcException("create", object, e.errno(), remedy, e);
        }
    }

    /** @throws IpcException EEXIST if the name exists; ENOENT without {@code /proc}, which the call needs */
    public static void giveName(Descriptor descriptor, Path path) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(path.toString());
            descriptor.call(
                    fd -> LibcLink.linkat(
                            LibcFile.AT_FDCWD,
                            arena.allocateFrom(SELF + "/" + fd),
                            LibcFile.AT_FDCWD,
                            name,
                            LibcLink.AT_SYMLINK_FOLLOW),
                    errno -> errno == Errno.ENOENT
                            ? new IpcException("create", descriptor.object(), errno, unreachable(path))
                            : new IpcException("create", descriptor.object(), errno));
        }
    }

    private static String unreachable(Path path) {
        return Files.exists(SELF)
                ? "the directory of " + path + " has been removed; create it again"
                : "a file gets its name through " + SELF + ", which is missing; mount /proc";
    }
}
