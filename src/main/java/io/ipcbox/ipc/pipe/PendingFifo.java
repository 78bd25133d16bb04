package io.ipcbox.ipc.pipe;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.WaitEndedException;
import io.ipcbox.ipc.file.Descriptor;
import io.ipcbox.ipc.file.FileStatus;
import io.ipcbox.ipc.file.PrivateDirectory;
import io.ipcbox.ipc.libc.LastErrno;
import io.ipcbox.ipc.libc.LibcFile;
import io.ipcbox.ipc.waiting.Deadline;
import io.ipcbox.ipc.waiting.Uninterrupted;
import io.ipcbox.ipc.waiting.Wait;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * A FIFO that nobody reads yet. One thread sleeps in the kernel until somebody does; any thread may {@link #close},
 * which ends that wait.
 *
 * <p>open(2) for writing is the only call that waits for a reader, and nothing interrupts it but a reader. So {@link
 * #close} becomes that reader for a moment, through the descriptor and not by name: the name may be gone by then.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/fifo.7.html">fifo(7)</a>
 */
public final class PendingFifo implements AutoCloseable {
    private final Path path;
    private final Descriptor place;
    private final Path reopen;
    private boolean waiting;
    private volatile boolean closed;

    private PendingFifo(Path path, Descriptor place) {
        this.path = path;
        this.place = place;
        this.reopen = Path.of("/proc/self/fd/" + place.fd());
    }

    /**
     * Looks at the name without opening the pipe.
     *
     * @return empty when it is not a FIFO of this user
     * @throws IpcException ENOENT, EACCES
     */
    public static Optional<PendingFifo> at(Path path) {
        Objects.requireNonNull(path, "path");
        Descriptor place =
                Descriptor.open("open", "FIFO \"" + path + "\"", path, LibcFile.O_PATH, Permissions.OWNER_ONLY);
        try {
            FileStatus status = FileStatus.of(place);
            if (status.isFifo() && status.uid() == PrivateDirectory.userId()) {
                return Optional.of(new PendingFifo(path, place));
            }
        } catch (RuntimeException e) {
            place.close();
            throw e;
        }
        place.close();
        return Optional.empty();
    }

    /** False once somebody removed the name or gave it to another file, and when this is closed. */
    public synchronized boolean hasItsName() {
        return !closed
                && FileStatus.of(path)
                        .filter(FileStatus.of(place)::isSameFileAs)
                        .isPresent();
    }

    /**
     * Waits for a reader. Nothing else but {@link #close} ends the wait once it has begun: it sleeps in open(2), where
     * neither an interrupt nor the shutdown of the JVM reaches the thread. An exit of the JVM then takes 300 ms longer.
     *
     * @throws WaitEndedException when {@link #close} ended the wait, or the thread is interrupted before it begins
     */
    public Fifo awaitReader() {
        Wait wait = new Wait("wait for a reader of", place.object(), () -> closed, Deadline.NEVER);
        synchronized (this) {
            wait.check();
            waiting = true;
        }
        Descriptor opened;
        try {
            opened = open(LibcFile.O_WRONLY);
        } finally {
            finishWaiting();
        }
        if (closed) {
            opened.close();
            wait.check();
        }
        return writingEnd(opened);
    }

    private static Fifo writingEnd(Descriptor opened) {
        try {
            opened.setNonBlocking();
            return new Fifo(opened);
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private synchronized void finishWaiting() {
        waiting = false;
        notifyAll();
    }

    private Descriptor open(int flags) {
        while (true) {
            try (Arena arena = Arena.ofConfined()) {
                int fd = LibcFile.open(arena.allocateFrom(reopen.toString()), flags | LibcFile.O_CLOEXEC, 0);
                if (fd >= 0) {
                    return new Descriptor(fd, place.object());
                }
                if (LastErrno.get() != Errno.EINTR) {
                    throw new IpcException("open", place.object(), LastErrno.get());
                }
            }
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (waiting) {
            // As long as this end is open the other thread cannot block again, however the two calls fall.
            Descriptor reader = open(LibcFile.O_RDONLY | LibcFile.O_NONBLOCK);
            awaitNobodyWaiting();
            reader.close();
        }
        place.close();
    }

    private void awaitNobodyWaiting() {
        Uninterrupted.run(() -> {
            while (waiting) {
                wait();
            }
        });
    }
}
