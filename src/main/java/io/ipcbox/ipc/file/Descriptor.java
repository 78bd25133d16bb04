package io.ipcbox.ipc.file;

import io.ipcbox.ipc.Deadline;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.libc.LastErrno;
import io.ipcbox.ipc.libc.LibcFile;
import io.ipcbox.ipc.libc.LibcName;
import io.ipcbox.ipc.libc.Platform;
import io.ipcbox.ipc.waiting.Wait;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;

/**
 * An open file descriptor and the name of its object. Owned by one handle, which closes it. Calls are made between
 * {@link #enter} and {@link #leave}; the descriptor is really closed when the last call has left.
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
     * Opens a file without following a symbolic link at the end of its path. No child process inherits it.
     *
     * @param object kind and name, for errors: {@code FIFO "/run/x"}
     */
    public static Descriptor open(String verb, String object, Path path, int flags, Permissions permissions) {
        return openPath(verb, object, path, flags | LibcFile.O_NOFOLLOW, permissions);
    }

    /** Opens the target of a link in {@code /proc/PID/fd}, even if it has no name. */
    public static Descriptor reopen(String verb, String object, Path link, int flags) {
        return openPath(verb, object, link, flags, Permissions.OWNER_ONLY);
    }

    private static Descriptor openPath(String verb, String object, Path path, int flags, Permissions permissions) {
        Platform.require();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(path.toString());
            while (true) {
                int fd = LibcFile.open(name, flags | LibcFile.O_CLOEXEC, permissions.mode());
                if (fd >= 0) {
                    return new Descriptor(fd, object);
                }
                // A signal ends an open(2) that waits for the other end of a FIFO.
                if (LastErrno.get() != Errno.EINTR) {
                    throw refusal(verb, object);
                }
            }
        }
    }

    private static IpcException refusal(String verb, String object) {
        Errno errno = LastErrno.get();
        return errno == Errno.ELOOP
                ? new IpcException(
                        verb, object, errno, "it is a symbolic link, which is never followed here; remove it")
                : new IpcException(verb, object, errno);
    }

    /** Passes this descriptor to the function, which may keep it; closes it if the function throws. */
    public <T> T handTo(Function<Descriptor, T> owner) {
        try {
            return owner.apply(this);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Makes a C call with the number, which refers to this file until the call returns.
     *
     * @param verb for errors
     * @return what C returned, never below zero
     * @throws IpcException if the call fails; EBADF if this is closed
     */
    public int call(String verb, IntUnaryOperator call) {
        return call(call, errno -> new IpcException(verb, object, errno));
    }

    /** As {@link #call(String, IntUnaryOperator)}, with an exception of the caller's for a failure. */
    public int call(IntUnaryOperator call, Function<Errno, IpcException> refusal) {
        int number = enter();
        try {
            int result = call.applyAsInt(number);
            if (result < 0) {
                throw refusal.apply(LastErrno.get());
            }
            return result;
        } finally {
            leave();
        }
    }

    /** Sets the mode, regardless of the umask. */
    public void chmod(Permissions permissions) {
        call("change the mode of", number -> LibcName.fchmod(number, permissions.mode()));
    }

    /** Makes calls return EAGAIN instead of waiting in the kernel. */
    public void setNonBlocking() {
        call("change the flags of", number -> {
            int flags = LibcFile.fcntl(number, LibcFile.F_GETFL, 0);
            return flags < 0 ? flags : LibcFile.fcntl(number, LibcFile.F_SETFL, flags | LibcFile.O_NONBLOCK);
        });
    }

    /**
     * The number, for a caller that excludes a concurrent close; others use {@link #enter}.
     *
     * @throws IpcException EBADF if it is closed
     */
    public int fd() {
        if (lifetime.isClosed()) {
            throw closed();
        }
        return fd;
    }

    /**
     * The number, which refers to this file until {@link #leave}, whatever other threads do.
     *
     * @throws IpcException EBADF if it is closed
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

    /** Starts a wait for this file on the calling thread; see {@link Wait}. */
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
