package io.ipcbox.ipc.file;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.FileStatus;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.libc.LastErrno;
import io.ipcbox.ipc.libc.LibcName;
import io.ipcbox.ipc.libc.LibcProcess;
import io.ipcbox.ipc.libc.Platform;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Directories in which only this user can create files. In {@code /dev/shm} any user may have created one first, so an
 * existing one is checked: it must be a directory, not a symbolic link, owned by this user and not writable by others.
 */
public final class PrivateDirectory {
    private static final int OWNER_ONLY = 0700;
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    private PrivateDirectory() {}

    /**
     * Creates the directory with mode 0700, or checks the existing one. Its parent must exist.
     *
     * @return true if it was created
     * @throws IpcException EPERM if the existing file cannot be trusted; ENOENT without a parent; EACCES, EROFS, ENOSPC
     */
    public static boolean ensure(Path directory) {
        Objects.requireNonNull(directory, "directory");
        Platform.require();
        while (true) {
            boolean made = make(directory);
            if (isThere(directory)) {
                return made;
            }
            // Another process of this user removed it between the two calls, when it ended.
        }
    }

    private static boolean make(Path directory) {
        try (Arena arena = Arena.ofConfined()) {
            if (LibcName.mkdir(arena.allocateFrom(directory.toString()), OWNER_ONLY) == 0) {
                return true;
            }
        }
        Errno errno = LastErrno.get();
        if (errno == Errno.EEXIST) {
            return false;
        }
        throw errno == Errno.ENOENT
                ? new IpcException("create", object(directory), errno, "create " + directory.getParent() + " first")
                : directory.startsWith(SHARED_MEMORY)
                        // No other directory would help: the ring of a channel is always on this file system.
                        ? new IpcException("create", object(directory), errno)
                        : new IpcException(
                                "create", object(directory), errno, "choose another with --ipcbox.directory");
    }

    /**
     * Checks whether the directory exists, without creating it.
     *
     * @throws IpcException EPERM if the existing file cannot be trusted
     */
    public static boolean isThere(Path directory) {
        Objects.requireNonNull(directory, "directory");
        Platform.require();
        Optional<FileStatus> status = Statx.of(directory);
        String objection = status.map(PrivateDirectory::objection).orElse("");
        if (!objection.isEmpty()) {
            throw new IpcException("trust", object(directory), Errno.EPERM, objection);
        }
        return status.isPresent();
    }

    private static String objection(FileStatus status) {
        if (status.uid() != LibcProcess.geteuid()) {
            // In /dev/shm and /tmp only that user can remove it.
            return "it belongs to user " + status.uid() + "; choose another with --ipcbox.directory";
        }
        String problem = !status.isDirectory()
                ? "it is not a directory"
                : status.isWritableByOthers() ? "other users can write to it" : "";
        return problem.isEmpty() ? "" : problem + "; remove it, or choose another with --ipcbox.directory";
    }

    private static String object(Path directory) {
        return "directory \"" + directory + "\"";
    }

    /** Removes the directory if it is empty; never a symbolic link to one. */
    public static void removeIfEmpty(Path directory) {
        Objects.requireNonNull(directory, "directory");
        Platform.require();
        try (Arena arena = Arena.ofConfined()) {
            // If this fails, another process still has files there and will remove the directory later.
            LibcName.rmdir(arena.allocateFrom(directory.toString()));
        }
    }

    /** The effective user ID of this process, which the kernel checks. */
    public static int userId() {
        Platform.require();
        return LibcProcess.geteuid();
    }
}
