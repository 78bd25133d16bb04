package io.ipcbox.ipc.posix;

import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.FileStatus;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.PosixAccess;
import io.ipcbox.ipc.file.Descriptor;
import io.ipcbox.ipc.file.NewFile;
import io.ipcbox.ipc.file.Statx;
import io.ipcbox.ipc.libc.LibcFile;
import io.ipcbox.ipc.mapping.Room;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * The file of POSIX shared memory or a semaphore, which glibc keeps in {@code /dev/shm}. A new file gets its
 * permissions, size and content before its name: see {@link NewFile}.
 *
 * @param object kind and name, for errors
 */
record ShmFile(String object, Path path) {
    static final Path DIRECTORY = Path.of("/dev/shm");
    static final Room ROOM = Room.in(DIRECTORY);

    /** @throws IpcException EINVAL if this JVM cannot encode the name */
    static ShmFile of(PosixKind kind, String name) {
        String object = kind.object(name);
        try {
            return new ShmFile(object, DIRECTORY.resolve(kind.fileName(name)));
        } catch (InvalidPathException e) {
            String remedy = "Java encodes file names in " + System.getProperty("sun.jnu.encoding")
                    + " here; start it with LC_ALL=C.UTF-8";
            throw new IpcException("name", object, Errno.EINVAL, remedy, e);
        }
    }

    /** @param fill sets the size and content of a new file; if it throws, no file is created */
    Descriptor open(CreationMode mode, Permissions permissions, Consumer<Descriptor> fill) {
        return mode.obtain(() -> open(PosixAccess.READ_WRITE), () -> create(permissions, fill));
    }

    Descriptor open(PosixAccess access) {
        // O_NONBLOCK: if the name is a FIFO, opening it must not wait for a peer.
        return Descriptor.open(
                        "open", object, path, LibcFile.flags(access) | LibcFile.O_NONBLOCK, Permissions.OWNER_ONLY)
                .handTo(descriptor -> {
                    if (!Statx.of(descriptor).isRegularFile()) {
                        throw new IpcException(
                                "open", object, Errno.EINVAL, path + " is not a regular file; remove it");
                    }
                    return descriptor;
                });
    }

    /** True if the path refers to that file now. */
    boolean isNameOf(FileStatus file) {
        return Statx.of(path).filter(file::isSameFileAs).isPresent();
    }

    private Descriptor create(Permissions permissions, Consumer<Descriptor> fill) {
        return NewFile.make(object, path, permissions).handTo(descriptor -> {
            fill.accept(descriptor);
            NewFile.giveName(descriptor, path);
            return descriptor;
        });
    }
}
