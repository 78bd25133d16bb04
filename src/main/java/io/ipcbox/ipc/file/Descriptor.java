package io.ipcbox.ipc.file;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.libc.LastErrno;
import io.ipcbox.ipc.libc.LibcFile;
import io.ipcbox.ipc.libc.LibcName;
import io.ipcbox.ipc.libc.Platform;
import io.ipcbox.ipc.waiting.Deadline;
import io.ipcbox.ipc.waiting.Wait;
import java.lang.foreign.Arena;
import java.nio.file.Path;

/**
 * An open file descriptor and what it stands for. Owned by one handle class, which closes it. A call is made between
 * {@link #enter} and {@link #leave}: the descriptor is closed for good when the last one has left.
 *
 * <p>Not for users of the library: public because other packages of it stand on it.
 */
public final class Descriptor implements AutoCloseable {
    private final int fd;
    private final String object;
    private final Lifetime lifetime;

    public Descriptor(int fd, String object) {
        this.fd = fd;
        this.object = object;
        this.lifetime = new Lifetime(() -> LibcFile.close(fd));
    }

    /**
     * Opens a file without ever following a symbolic link at its end, and so that no child process inherits it.
     *
     * @param object kind and name, for errors: {@code FIFO "/run/x"}
     */
    public static Descriptor open(String verb, String object, Path path, int flags, Permissions permissions) {
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

    /** Opens what a link of {@code /proc/PID/fd} means, even if it has no name. */
    public static Descriptor reopen(String verb, String object, Path link, int flags) {
        Platform.require();
        try (Arena arena = Arena.ofConfined()) {
            int fd = LibcFile.open(arena.allocateFrom(link.toString()), flags | LibcFile.O_CLOEXEC, 0);
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
    public void chmod(Permissions permissions) {
        int number = enter();
        try {
            if (LibcName.fchmod(number, permissions.mode()) != 0) {
                throw new IpcException("change the mode of", object, LastErrno.get());
            }
        } finally {
            leave();
        }
    }

    /** Makes calls return EAGAIN instead of waiting in the kernel. */
    public void setNonBlocking() {
        int flags = LibcFile.fcntl(fd(), LibcFile.F_GETFL, 0);
        if (flags < 0 || LibcFile.fcntl(fd(), LibcFile.F_SETFL, flags | LibcFile.O_NONBLOCK) != 0) {
            throw new IpcException("change the flags of", object, LastErrno.get());
        }
    }

    /**
     * The number, for a caller that knows that nobody closes meanwhile; others {@link #enter}.
     *
     * @throws IpcException EBADF once it is closed
     */
    public int fd() {
        if (lifetime.isClosed()) {
            throw closed();
        }
        return fd;
    }

    /**
     * The number, which means this file until {@link #leave}, whatever other threads do.
     *
     * @throws IpcException EBADF once it is closed
     */
    public int enter() {
        if (!lifetime.enter()) {
            throw closed();
        }
        return fd;
    }

    public void leave() {
        lifetime.leave();
    }

    private IpcException closed() {
        return new IpcException("use", object, Errno.EBADF, "this handle is closed; open it again");
    }

    /** A wait for this file, on the calling thread; see {@link Wait}. */
    public Wait startWait(String verb, Deadline deadline) {
        return new Wait(verb, object, this::isClosed, deadline);
    }

    public String object() {
        return object;
    }

    public boolean isClosed() {
        return lifetime.isClosed();
    }

    @Override
    public void close() {
        lifetime.close();
    }
}
