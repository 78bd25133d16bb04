package io.ipcbox.ipc.posix;

import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.file.Descriptor;
import io.ipcbox.ipc.file.FileStatus;
import io.ipcbox.ipc.file.NewFile;
import io.ipcbox.ipc.file.PosixAccess;
import io.ipcbox.ipc.libc.LibcFile;
import io.ipcbox.ipc.memory.Room;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * The file behind a POSIX shared memory or semaphore: glibc keeps both in {@code /dev/shm}, {@code /lab} as {@code lab}
 * or {@code sem.lab}.
 *
 * <p>A new one gets its permissions, size and content before its name: see {@link NewFile}.
 *
 * @param object kind and name, for errors
 * @param path where the file is, or will be
 */
record ShmFile(String object, Path path) {
    static final Path DIRECTORY = Path.of("/dev/shm");
    static final Room ROOM = Room.in(DIRECTORY);

    /** @throws IpcException EINVAL if this JVM cannot hand the name to the kernel */
    static ShmFile of(PosixKind kind, String name) {
        String object = kind.object(name);
        try {
            return new ShmFile(object, DIRECTORY.resolve(kind.fileName(name)));
        } catch (InvalidPathException e) {
            String remedy = "Java encodes the names of files in " + System.getProperty("sun.jnu.encoding")
                    + " here; start it with LC_ALL=C.UTF-8";
            throw new IpcException("name", object, Errno.EINVAL, remedy, e);
        }
    }

    /** @param fill gives a new file its size and content; if it throws, there is no new file */
    Descriptor open(CreationMode mode, Permissions permissions, Consumer<Descriptor> fill) {
        return mode.obtain(() -> open(PosixAccess.READ_WRITE), () -> create(permissions, fill));
    }

    Descriptor open(PosixAccess access) {
        // O_NONBLOCK: should the name be a FIFO, opening it must not wait for somebody at the other end.
        Descriptor descriptor =
                Descriptor.open("open", object, path, access.flags() | LibcFile.O_NONBLOCK, Permissions.OWNER_ONLY);
        try {
            if (!FileStatus.of(descriptor).isRegularFile()) {
                throw new IpcException("open", object, Errno.EINVAL, path + " is not a regular file; remove it");
            }
            return descriptor;
        } catch (RuntimeException e) {
            descriptor.close();
            throw e;
        }
    }

    /** True if this is what has the name now. */
    boolean isNameOf(FileStatus file) {
        return FileStatus.of(path).filter(file::isSameFileAs).isPresent();
    }

    private Descriptor create(Permissions permissions, Consumer<Descriptor> fill) {
        Descriptor descriptor = NewFile.make(object, path, permissions);
        try {
            fill.accept(descriptor);
            NewFile.giveName(descriptor, path);
            return descriptor;
        } catch (RuntimeException e) {
            descriptor.close();
            throw e;
        }
    }
}
