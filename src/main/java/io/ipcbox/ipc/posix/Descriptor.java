package io.ipcbox.ipc.posix;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.libc.LastErrno;
import io.ipcbox.ipc.libc.LibcFile;
import io.ipcbox.ipc.libc.LibcName;
import io.ipcbox.ipc.libc.Platform;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** An open file descriptor and what it stands for. Owned by one handle class, which closes it once. */
final class Descriptor implements AutoCloseable {
    private final int fd;
    private final String object;
    private final AtomicBoolean closed = new AtomicBoolean();

    Descriptor(int fd, String object) {
        this.fd = fd;
        this.object = object;
    }

    /**
     * Opens a file without ever following a symbolic link at its end, and so that no child process inherits it.
     *
     * @param object kind and name, for errors: {@code FIFO "/run/x"}
     */
    static Descriptor open(String verb, String object, Path path, int flags, Permissions permissions) {
        Platform.require();
        try (Arena arena = Arena.ofConfined()) {
            int fd = LibcFile.open(
                    arena.allocateFrom(path.toString()),
                    flags | LibcFile.O_CLOEXEC | LibcFile.O_NOFOLLOW,
                    permissions.mode());
            if (fd < 0) {
                throw refusal(verb, object);
            }
            return new Descriptor(fd, object);
        }
    }

    private static IpcException refusal(String verb, String object) {
        Errno errno = LastErrno.get();
        return errno == Errno.ELOOP
                ? new IpcException(
                        verb, object, errno, "it is a symbolic link, which is never followed here; remove it")
                : new IpcException(verb, object, errno);
    }

    /** Sets the mode whatever the umask was. */
    void chmod(Permissions permissions) {
        if (LibcName.fchmod(fd(), permissions.mode()) != 0) {
            throw new IpcException("change the mode of", object, LastErrno.get());
        }
    }

    /** Makes calls return EAGAIN instead of waiting in the kernel. */
    void setNonBlocking() {
        int flags = LibcFile.fcntl(fd(), LibcFile.F_GETFL, 0);
        if (flags < 0 || LibcFile.fcntl(fd(), LibcFile.F_SETFL, flags | LibcFile.O_NONBLOCK) != 0) {
            throw new IpcException("change the flags of", object, LastErrno.get());
        }
    }

    /** The number; an {@link IpcException} with EBADF once it is closed. */
    int fd() {
        if (closed.get()) {
            throw new IpcException("use", object, Errno.EBADF, "this handle is closed; open it again");
        }
        return fd;
    }

    String object() {
        return object;
    }

    boolean isClosed() {
        return closed.get();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            LibcFile.close(fd);
        }
    }
}
