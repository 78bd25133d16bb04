package io.ipcbox.ipc.pipe;

import io.ipcbox.ipc.Deadline;
import io.ipcbox.ipc.FileStatus;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.WaitEndedException;
import io.ipcbox.ipc.file.Descriptor;
import io.ipcbox.ipc.file.PrivateDirectory;
import io.ipcbox.ipc.file.Statx;
import io.ipcbox.ipc.libc.LibcFile;
import io.ipcbox.ipc.waiting.Uninterrupted;
import io.ipcbox.ipc.waiting.Wait;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * A FIFO without a reader yet. One thread sleeps in the kernel until a reader opens it; any thread may {@link #close},
 * which ends that wait.
 *
 * <p>open(2) for writing is the only call that waits for a reader, and only a reader ends it. So {@link #close} briefly
 * becomes that reader, through the descriptor, because the name may have been removed.
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
     * Checks the name without opening the pipe.
     *
     * @return empty if it is not a FIFO of this user
     * @throws IpcException ENOENT, EACCES
     */
    public static Optional<PendingFifo> at(Path path) {
        Objects.requireNonNull(path, "path");
        Descriptor place =
                Descriptor.open("open", "FIFO \"" + path + "\"", path, LibcFile.O_PATH, Permissions.OWNER_ONLY);
        if (place.handTo(PendingFifo::isOwnFifo)) {
            return Optional.of(new PendingFifo(path, place));
        }
        place.close();
        return Optional.empty();
    }

    private static boolean isOwnFifo(Descriptor place) {
        FileStatus status = Statx.of(place);
        return status.isFifo() && status.uid() == PrivateDirectory.userId();
    }

    /** False once the name has been removed or refers to another file, and once this is closed. */
    public synchronized boolean hasItsName() {
        return !closed && Statx.of(path).filter(Statx.of(place)::isSameFileAs).isPresent();
    }

    /**
     * Waits for a reader. Otherwise only {@link #close} ends the wait once it has begun: the thread sleeps in open(2),
     * where neither an interrupt nor the shutdown of the JVM reaches it. The exit of the JVM then takes 300 ms longer.
     *
     * @throws WaitEndedException if {@link #close} ended the wait, or the thread was interrupted before it began
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
        return opened.handTo(end -> {
            end.setNonBlocking();
            return new Fifo(end);
        });
    }

    private synchronized void finishWaiting() {
        waiting = false;
        notifyAll();
    }

    private Descriptor open(int flags) {
        return Descriptor.reopen("open", place.object(), reopen, flags);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (waiting) {
            // While this end is open, the other thread cannot block again, in whichever order the two calls run.
            Descriptor reader = open(LibcFile.O_RDONLY | LibcFile.O_NONBLOCK);
            Uninterrupted.run(() -> {
                while (waiting) {
                    wait();
                }
            });
            reader.close();
        }
        place.close();
    }
}
