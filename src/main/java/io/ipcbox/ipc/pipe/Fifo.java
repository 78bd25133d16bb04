package io.ipcbox.ipc.pipe;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.file.Descriptor;
import io.ipcbox.ipc.libc.LastErrno;
import io.ipcbox.ipc.libc.LibcFile;
import io.ipcbox.ipc.libc.LibcPoll;
import io.ipcbox.ipc.libc.Segments;
import io.ipcbox.ipc.waiting.Deadline;
import io.ipcbox.ipc.waiting.Wait;
import io.ipcbox.ipc.waiting.Wakeup;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One end of a FIFO, a pipe with a name. An end is open for reading or for writing. One thread reads or writes at a time,
 * virtual or not, others wait for it; any thread may close. The process that made the name removes it.
 *
 * <p>A call that waits ends when the time is up, on the monotonic clock; on {@code Thread.interrupt} and on {@link #close}
 * by another thread it is a {@link io.ipcbox.ipc.WaitEndedException}. Neither a signal nor the shutdown of the JVM ends it.
 *
 * <p>Only FIFOs of this process's own user are opened, and no symbolic links are followed.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/fifo.7.html">fifo(7)</a>
 */
public final class Fifo implements AutoCloseable {
    private static final int PEERS_GONE = -1;

    /** What {@link #read} returns when no writer is left. */
    public static final int END_OF_FILE = PEERS_GONE;
    /** What {@link #write} returns when no reader is left. */
    public static final int BROKEN_PIPE = PEERS_GONE;

    private static final Direction READ = new Direction("read from", LibcFile::read, LibcPoll.POLLIN);
    private static final Direction WRITE = new Direction("write to", LibcFile::write, LibcPoll.POLLOUT);
    private static final String AWAIT_READER_GONE = "wait for the last reader of";

    /** @param event for which poll(2) waits until the call is worth making */
    private record Direction(String verb, Call call, short event) {
        @FunctionalInterface
        private interface Call {
            long make(int fd, MemorySegment memory, long bytes);
        }
    }

    private final Descriptor descriptor;
    private final Wakeup wakeup;
    private final ReentrantLock inUse = new ReentrantLock();
    private final AtomicBoolean woken = new AtomicBoolean();
    private volatile boolean closing;

    Fifo(Descriptor descriptor) {
        this.descriptor = descriptor;
        this.wakeup = new Wakeup();
    }

    /**
     * Makes the name; opening an end is another step.
     *
     * @param permissions exactly these whatever the umask
     * @throws IpcException EEXIST, ENOENT for a missing directory, EACCES
     * @see <a href="https://man7.org/linux/man-pages/man3/mkfifo.3.html">mkfifo(3)</a>
     */
    public static void make(Path path, Permissions permissions) {
        new FifoOpening(path).make(permissions);
    }

    /**
     * Opens the reading end at once, whether there is a writer or not; {@link #read} waits for one. A writer that sleeps
     * in its own open(2) wakes up.
     *
     * @throws IpcException ENOENT, EACCES, ELOOP for a symbolic link, EPERM when it is no FIFO of this user
     */
    public static Fifo openForReading(Path path) {
        return new FifoOpening(path).open(LibcFile.O_RDONLY).handTo(Fifo::new);
    }

    /**
     * Opens the reading end when there is a writer, as open(2) in C does; a virtual thread gives its carrier away
     * meanwhile.
     *
     * @param timeout how long to wait for one; zero asks once
     * @return empty when none came in time
     * @throws IpcException as {@link #openForReading(Path)}
     */
    public static Optional<Fifo> openForReading(Path path, Duration timeout) {
        return new FifoOpening(path).awaitWriter(Deadline.after(timeout)).map(opened -> opened.handTo(Fifo::new));
    }

    /**
     * Opens the writing end if somebody has the reading end open; empty when nobody has. Never waits.
     *
     * @throws IpcException ENOENT, EACCES, ELOOP for a symbolic link, EPERM when it is no FIFO of this user
     */
    public static Optional<Fifo> openForWriting(Path path) {
        return new FifoOpening(path).openForWriting().map(opened -> opened.handTo(Fifo::new));
    }

    /**
     * Opens the writing end when there is a reader, as open(2) in C does; a virtual thread gives its carrier away
     * meanwhile.
     *
     * @param timeout how long to wait for one; zero asks once
     * @return empty when none came in time
     * @throws IpcException as {@link #openForWriting(Path)}, also when somebody removes the name meanwhile
     */
    public static Optional<Fifo> openForWriting(Path path, Duration timeout) {
        return new FifoOpening(path).awaitReader(Deadline.after(timeout)).map(opened -> opened.handTo(Fifo::new));
    }

    /**
     * Removes the name; ends that are open stay open.
     *
     * @throws IpcException ENOENT, EACCES
     */
    public static void unlink(Path path) {
        new FifoOpening(path).unlink();
    }

    /** As {@link #read(MemorySegment, Deadline)}, within a time from now; zero asks once. */
    public long read(MemorySegment buffer, Duration timeout) {
        Segments.writable("buffer", buffer);
        Objects.requireNonNull(timeout, "timeout");
        // Most reads find something, and then there is no need to know what time it is.
        long count = attempt(READ, buffer);
        return count > 0 ? count : read(buffer, Deadline.after(timeout));
    }

    /**
     * Reads what there is, waiting for the first byte.
     *
     * @param buffer native memory, the caller's
     * @return how many bytes; 0 when none came in time; {@link #END_OF_FILE} when every writer has gone, and again until
     *     the next one comes
     * @throws IpcException EBADF if this end is closed, or is for writing
     */
    public long read(MemorySegment buffer, Deadline deadline) {
        Segments.writable("buffer", buffer);
        Objects.requireNonNull(deadline, "deadline");
        return transfer(READ, buffer, deadline);
    }

    /** As {@link #write(MemorySegment, Deadline)}, within a time from now; zero asks once. */
    public long write(MemorySegment data, Duration timeout) {
        Segments.readable("data", data);
        Objects.requireNonNull(timeout, "timeout");
        long count = attempt(WRITE, data);
        return count > 0 ? count : write(data, Deadline.after(timeout));
    }

    /**
     * Writes as much as fits, waiting for room for the first byte. Up to 4096 bytes go in one piece or not at all; more
     * may mix with what other writers write.
     *
     * @param data native memory, the caller's
     * @return how many bytes; 0 when there was no room in time; {@link #BROKEN_PIPE} when no reader is left
     * @throws IpcException EBADF if this end is closed, or is for reading
     */
    public long write(MemorySegment data, Deadline deadline) {
        Segments.readable("data", data);
        Objects.requireNonNull(deadline, "deadline");
        return transfer(WRITE, data, deadline);
    }

    /** One call, if no other thread is inside; 0 if one is. */
    private long attempt(Direction direction, MemorySegment memory) {
        if (!inUse.tryLock()) {
            return 0;
        }
        try {
            return call(direction, memory);
        } finally {
            inUse.unlock();
        }
    }

    private long call(Direction direction, MemorySegment memory) {
        return direction.call.make(descriptor.fd(), memory, memory.byteSize());
    }

    private long transfer(Direction direction, MemorySegment memory, Deadline deadline) {
        Wait wait = startWait(direction.verb, deadline);
        if (!enter(wait)) {
            return 0;
        }
        try {
            while (memory.byteSize() > 0) {
                long count = call(direction, memory);
                if (count > 0) {
                    return count;
                }
                // Before the first writer a read gives 0 bytes too, but no hang-up: not the end, but the beginning.
                if (count < 0 ? isFailure(direction.verb) : hasHungUp()) {
                    // The last writer may have come, written and gone between the read and the look.
                    long rest = call(direction, memory);
                    return rest > 0 ? rest : PEERS_GONE;
                }
                if (!wait.goesOn()) {
                    return 0;
                }
                wakeup.await(descriptor.fd(), direction.event, deadline);
            }
            return 0;
        } finally {
            inUse.unlock();
        }
    }

    private boolean hasHungUp() {
        return (wakeup.probe(descriptor.fd(), LibcPoll.POLLIN) & LibcPoll.POLLHUP) != 0;
    }

    /** What to do about errno: false to try again, true when the other side has gone; else it throws. */
    private boolean isFailure(String verb) {
        Errno errno = LastErrno.get();
        return switch (errno) {
            case EAGAIN, EINTR -> false;
            case EPIPE -> true;
            // Not closed: whoever is inside keeps the descriptor open.
            case EBADF ->
                throw new IpcException(verb, descriptor.object(), errno, "this end was opened for the other direction");
            default -> throw new IpcException(verb, descriptor.object(), errno);
        };
    }

    private Wait startWait(String verb, Deadline deadline) {
        return new Wait(verb, this, () -> closing, deadline);
    }

    /** False when the time is up before the thread that is inside has left. */
    private boolean enter(Wait wait) {
        if (inUse.tryLock()) {
            return true;
        }
        try {
            if (!wait.goesOn() || !inUse.tryLock(wait.deadline().remainingNanos(), TimeUnit.NANOSECONDS)) {
                return false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            wait.check();
        }
        if (closing) {
            inUse.unlock();
            wait.check();
        }
        return true;
    }

    /**
     * Waits, at the writing end, until the last reader has gone, the time is up, or {@link #wake} is called.
     *
     * @return true when no reader is left
     */
    public boolean awaitReaderGone(Deadline deadline) {
        Objects.requireNonNull(deadline, "deadline");
        if (!enter(startWait(AWAIT_READER_GONE, deadline))) {
            return false;
        }
        try {
            // A write may have used up the wake-up call. The flag is still set then, and this asks once.
            Wait wait = startWait(AWAIT_READER_GONE, woken.getAndSet(false) ? Deadline.PASSED : deadline);
            do {
                if ((wakeup.await(descriptor.fd(), (short) 0, wait.deadline()) & LibcPoll.POLLERR) != 0) {
                    return true;
                }
            } while (!woken.getAndSet(false) && wait.goesOn());
            return false;
        } finally {
            inUse.unlock();
        }
    }

    /** Ends the {@link #awaitReaderGone} that is under way, or the next one. Any thread may call. */
    public void wake() {
        woken.set(true);
        wakeup.wake();
    }

    /** How many bytes the pipe holds before a writer has to wait. */
    public int capacityBytes() {
        return descriptor.call("look at", fd -> LibcFile.fcntl(fd, LibcFile.F_GETPIPE_SZ, 0));
    }

    /**
     * Makes the pipe hold at least that much, as far as {@code /proc/sys/fs/pipe-max-size} lets this user; or less, if
     * what is in it still fits.
     *
     * @return false when the kernel refused and the capacity is as it was
     */
    public boolean requestCapacity(int bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("a pipe holds no fewer than 0 bytes, bytes=" + bytes);
        }
        int fd = descriptor.enter();
        try {
            return LibcFile.fcntl(fd, LibcFile.F_SETPIPE_SZ, bytes) >= 0;
        } finally {
            descriptor.leave();
        }
    }

    /** Ends a wait that is under way, then lets go of this end. */
    @Override
    public void close() {
        closing = true;
        wakeup.wake();
        // No thread may be inside when the wake-up goes.
        inUse.lock();
        try {
            wakeup.close();
            descriptor.close();
        } finally {
            inUse.unlock();
        }
    }

    /** Kind and path, as errors call it. */
    @Override
    public String toString() {
        return descriptor.object();
    }
}
