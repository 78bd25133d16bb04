package io.ipcbox.ipc.memory;

import io.ipcbox.ipc.ByteLocks;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.FileStatus;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.PosixAccess;
import io.ipcbox.ipc.file.Descriptor;
import io.ipcbox.ipc.file.NewFile;
import io.ipcbox.ipc.file.OfdLocks;
import io.ipcbox.ipc.file.Statx;
import io.ipcbox.ipc.libc.LastErrno;
import io.ipcbox.ipc.libc.LibcFile;
import io.ipcbox.ipc.libc.LibcName;
import io.ipcbox.ipc.libc.LibcProcess;
import io.ipcbox.ipc.libc.Platform;
import io.ipcbox.ipc.mapping.MappedFile;
import io.ipcbox.ipc.mapping.Room;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A regular file that processes of one user map and lock; in {@code /dev/shm} it is shared memory. The handle owns its
 * descriptor; mappings belong to the caller's arena and stay valid after {@link #close}. Any thread may call.
 *
 * <p>The file is checked through the open descriptor, so it cannot be replaced in between: it must be a regular file
 * with one link, owned by this user and not writable by others.
 */
public final class SharedFile implements AutoCloseable {
    private final Path path;
    private final Descriptor descriptor;
    private final ByteLocks locks;
    private final PosixAccess access;

    private SharedFile(Path path, Descriptor descriptor, PosixAccess access) {
        this.path = path;
        this.descriptor = descriptor;
        this.locks = new OfdLocks(descriptor);
        this.access = access;
    }

    /**
     * Creates the file, which must not exist, and reserves all its space, so that a full file system is an error here
     * and not a crash at the first write.
     *
     * @throws IpcException EEXIST, EACCES; ENOSPC, or ENOMEM where the file system is in memory; nothing is left behind
     */
    public static SharedFile create(Path path, long sizeBytes, Permissions permissions) {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(permissions, "permissions");
        MappedFile.checkSize(sizeBytes);
        SharedFile file = createUnnamed(object(path), path, sizeBytes, permissions);
        try {
            file.giveName();
            return file;
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /**
     * Creates the file, with all its space, but without a name until {@link #giveName}: it disappears if it is closed
     * earlier or this process dies.
     *
     * @param object kind and name, for errors
     * @param path its future name
     * @throws IpcException ENOSPC, ENOENT for the directory, EACCES
     */
    public static SharedFile createUnnamed(String object, Path path, long sizeBytes, Permissions permissions) {
        Objects.requireNonNull(object, "object");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(permissions, "permissions");
        MappedFile.checkSize(sizeBytes);
        return NewFile.make(object, path, permissions).handTo(made -> {
            MappedFile.reserve(made, sizeBytes, Room.of(path));
            return new SharedFile(path, made, PosixAccess.READ_WRITE);
        });
    }

    /**
     * Names a file made by {@link #createUnnamed}.
     *
     * @throws IpcException EEXIST if the name exists
     */
    public void giveName() {
        NewFile.giveName(descriptor, path);
    }

    /** Opens the file, or creates an empty one. */
    public static SharedFile openOrCreate(Path path, Permissions permissions) {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(permissions, "permissions");
        return checked(path, LibcFile.O_RDWR | LibcFile.O_CREAT, permissions, PosixAccess.READ_WRITE);
    }

    /**
     * Opens the file for reading and writing.
     *
     * @throws IpcException ENOENT; ELOOP for a symbolic link; EPERM if it is not a regular file that only this user can
     *     write
     */
    public static SharedFile open(Path path) {
        return open(path, PosixAccess.READ_WRITE);
    }

    /**
     * Opens the file.
     *
     * @param access a {@link PosixAccess#READ_ONLY} handle can be mapped and can query locks, but cannot take any
     * @throws IpcException as above
     */
    public static SharedFile open(Path path, PosixAccess access) {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(access, "access");
        int flags = access == PosixAccess.READ_ONLY ? LibcFile.O_RDONLY : LibcFile.O_RDWR;
        return checked(path, flags, Permissions.OWNER_ONLY, access);
    }

    private static SharedFile checked(Path path, int flags, Permissions permissions, PosixAccess access) {
        return Descriptor.open("open", object(path), path, flags, permissions).handTo(opened -> {
            String objection = objection(Statx.of(opened));
            if (!objection.isEmpty()) {
                throw new IpcException(
                        "trust", object(path), Errno.EPERM, objection + "; remove it, or choose another name");
            }
            return new SharedFile(path, opened, access);
        });
    }

    private static String objection(FileStatus status) {
        if (!status.isRegularFile()) {
            return "it is not a regular file";
        }
        if (status.uid() != LibcProcess.geteuid()) {
            return "it belongs to user " + status.uid();
        }
        if (status.isWritableByOthers()) {
            return "other users can write to it";
        }
        return status.links() > 1 ? "it has more than one hard link" : "";
    }

    private static String object(Path path) {
        return "file \"" + path + "\"";
    }

    /** Removes a name; processes that have the file open keep it. Does nothing if there is no such name. */
    public static void unlink(Path path) {
        Objects.requireNonNull(path, "path");
        Platform.require();
        try (Arena arena = Arena.ofConfined()) {
            if (LibcName.unlink(arena.allocateFrom(path.toString())) != 0 && LastErrno.get() != Errno.ENOENT) {
                throw new IpcException("remove", object(path), LastErrno.get());
            }
        }
    }

    /** Renames a file atomically; a file that had the new name loses it. */
    public static void rename(Path from, Path to) {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Platform.require();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment source = arena.allocateFrom(from.toString());
            if (LibcName.rename(source, arena.allocateFrom(to.toString())) != 0) {
                throw new IpcException("rename to \"" + to + "\"", object(from), LastErrno.get());
            }
        }
    }

    /** Maps the whole file, with the access of this handle, until the arena closes. */
    public MemorySegment map(Arena arena) {
        return MappedFile.map(descriptor, arena, access, 0, status().sizeBytes());
    }

    public PosixAccess access() {
        return access;
    }

    /** The locks of this handle; {@link #close} releases them. */
    public ByteLocks locks() {
        return locks;
    }

    public FileStatus status() {
        return Statx.of(descriptor);
    }

    /** False once the name has been removed or refers to another file. */
    public boolean hasItsName() {
        return Statx.of(path).filter(status()::isSameFileAs).isPresent();
    }

    public Path path() {
        return path;
    }

    /** Closes the descriptor, which releases every lock; the name and mappings stay. */
    @Override
    public void close() {
        descriptor.close();
    }
}
