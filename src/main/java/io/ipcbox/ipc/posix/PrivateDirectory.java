package io.ipcbox.ipc.posix;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.libc.LibcProcess;
import io.ipcbox.ipc.libc.Platform;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * Directories in which only this user can make names. In {@code /tmp} anybody may have made one before us, so what is
 * found is checked: a directory and no symbolic link, ours, that no other user can write.
 */
public final class PrivateDirectory {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private PrivateDirectory() {}

    /**
     * Makes the directory with mode 0700, or checks the one that is there. Its parent must exist.
     *
     * @return true if it was made now
     * @throws IpcException EPERM when what is there cannot be trusted; EACCES, ENOENT
     */
    public static boolean ensure(Path directory) {
        Platform.require();
        boolean made = false;
        try {
            Files.createDirectory(directory, OWNER_ONLY);
            made = true;
        } catch (FileAlreadyExistsException e) {
            // checked below
        } catch (NoSuchFileException e) {
            throw new IpcException(
                    "create", object(directory), Errno.ENOENT, "create " + directory.getParent() + " first");
        } catch (AccessDeniedException e) {
            throw new IpcException("create", object(directory), Errno.EACCES, "choose another with --ipcbox.directory");
        } catch (IOException e) {
            throw new IpcException("create", object(directory), Errno.EIO, String.valueOf(e.getMessage()), e);
        }
        if (!isThere(directory)) {
            throw new IpcException("open", object(directory), Errno.ENOENT, "somebody removed it");
        }
        return made;
    }

    /**
     * Looks whether there is one, and makes none.
     *
     * @throws IpcException EPERM when what is there cannot be trusted
     */
    public static boolean isThere(Path directory) {
        Platform.require();
        Optional<FileStatus> status = FileStatus.of(directory);
        String objection = status.map(PrivateDirectory::objection).orElse("");
        if (!objection.isEmpty()) {
            throw new IpcException(
                    "trust",
                    object(directory),
                    Errno.EPERM,
                    objection + "; remove it, or choose another with --ipcbox.directory");
        }
        return status.isPresent();
    }

    private static String objection(FileStatus status) {
        if (!status.isDirectory()) {
            return "it is not a directory";
        }
        if (status.uid() != LibcProcess.geteuid()) {
            return "it belongs to user " + status.uid();
        }
        return status.isWritableByOthers() ? "other users can write to it" : "";
    }

    private static String object(Path directory) {
        return "directory \"" + directory + "\"";
    }

    /** Removes the directory if it is empty; leaves it if it is not. */
    public static void removeIfEmpty(Path directory) {
        if (FileStatus.of(directory).filter(FileStatus::isDirectory).isEmpty()) {
            return;
        }
        try {
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            // Somebody else still has something there, and will remove it.
        }
    }

    /** This process's user, as the kernel checks it. */
    public static int userId() {
        Platform.require();
        return LibcProcess.geteuid();
    }
}
