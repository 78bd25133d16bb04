package io.ipcbox.ipc.pipe;

import io.ipcbox.ipc.Deadline;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.file.Descriptor;
import io.ipcbox.ipc.libc.LastErrno;
import io.ipcbox.ipc.libc.LibcFile;
import io.ipcbox.ipc.libc.LibcPoll;
import io.ipcbox.ipc.libc.Segments;
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
 * One end of a FIFO, a pipe with a name. An end is open for reading or for writing. One thread, virtual or not, reads
 * or writes at a time, and others wait for it; any thread may close. The process that made the name removes it.
 *
 * <p>A blocking call ends when the time is up, on the monotonic clock; on {@code Thread.interrupt} and on {@link
 * #close} by another thread it throws {@link io.ipcbox.ipc.WaitEndedException}. Neither a signal nor the shutdown of
 * the JVM ends it.
 *
 * <p>Only FIFOs owned by the user of this process are opened, and symbolic links are not followed.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/fifo.7.html">fifo(7)</a>
 */
public final class Fifo implements AutoCloseable {
    private static final int PEERS_GONE = -1;

    /** What {@link #read} returns if no writer is left. */
    public static final int END_OF_FILE = PEERS_GONE;
    /** What {@link #write} returns if no reader is left. */
    public static final int BROKEN_PIPE = PEERS_GONE;

    private static final Direction READ = new Direction("read from", LibcFile::read, LibcPoll.POLLIN);
    private static final Direction WRITE = new Direction("write to", LibcFile::write, LibcPoll.POLLOUT);
    private static final String AWAIT_READER_GONE = "wait for the last reader of";

    /** @param event what poll(2) waits for before the call is repeated */
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
     * Creates the FIFO without opening an end.
     *
     * @param permissions exactly these, regardless of the umask
     * @throws IpcException EEXIST, ENOENT for a missing directory, EACCES
     * @see <a href="https://man7.org/linux/man-pages/man3/mkfifo.3.html">mkfifo(3)</a>
     */
    public static void make(Path path, Permissions permissions) {
        new FifoOpening(path).make(permissions);
    }

    /**
     * Opens the read end at once, with or without a writer; {@link #read} waits for one. A writer that sleeps in
     * open(2) wakes up.
     *
     * @throws IpcException ENOENT, EACCES, ELOOP for a symbolic link, EPERM if it is not a FIFO of this user
     */
    public static Fifo openForReading(Path path) {
        return new FifoOpening(path).open(LibcFile.O_RDONLY).handTo(Fifo::new);
    }

    /**
     * Waits for a writer and opens the read end, as open(2) does in C; a virtual thread releases its carrier meanwhile.
     *
     * @param timeout how long to wait; zero tries once
     * @return empty if none arrived in time
     * @throws IpcException as {@link #openForReading(Path)}
     */
    public static Optional<Fifo> openForReading(Path path, Duration timeout) {
        return new FifoOpening(path).awaitWriter(Deadline.after(timeout)).map(opened -> opened.handTo(Fifo::new));
    }

    /**
     * Opens the write end if a reader has the FIFO open; empty if there is none. Never waits.
     *
     * @throws IpcException ENOENT, EACCES, ELOOP for a symbolic link, EPERM if it is not a FIFO of this user
     */
    public static Optional<Fifo> openForWriting(Path path) {
        return new FifoOpening(path).openForWriting().map(opened -> opened.handTo(Fifo::new));
    }

    /**
     * Waits for a reader and opens the write end, as open(2) does in C; a virtual thread releases its carrier
     * meanwhile.
     *
     * @param timeout how long to wait; zero tries once
     * @return empty if none arrived in time
     * @throws IpcException as {@link #openForWriting(Path)}, also if the name is removed meanwhile
     */
    public static Optional<Fifo> openForWriting(Path path, Duration timeout) {
        return new FifoOpening(path).awaitReader(Deadline.after(timeout)).map(opened -> opened.handTo(Fifo::new));
    }

    /**
     * Removes the name; open ends stay open.
     *
     * @throws IpcException ENOENT, EACCES
     */
    public static void unlink(Path path) {
        new FifoOpening(path).unlink();
    }

    /** As {@link #read(MemorySegment, Deadline)}, with a timeout; zero tries once. */
    public long read(MemorySegment buffer, Duration timeout) {
        Segments.writable("buffer", buffer);
        Objects.requireNonNull(timeout, "timeout");
        // Most reads find something at once, and then the current time is not needed.
        long count = attempt(READ, buffer);
        return count > 0 ? count : read(buffer, Deadline.after(timeout));
    }

    /**
     * Reads the available bytes, waiting for the first.
     *
     * @param buffer native memory, the caller's
     * @return the number of bytes; 0 if none arrived in time; {@link #END_OF_FILE} if the last writer has closed, on
     *     every call until the next writer
     * @throws IpcException EBADF if this end is closed or is the write end
     */
    public long read(MemorySegment buffer, Deadline deadline) {
        Segments.writable("buffer", buffer);
        Objects.requireNonNull(deadline, "deadline");
        return transfer(READ, buffer, deadline);
    }

    /** As {@link #write(MemorySegment, Deadline)}, with a timeout; zero tries once. */
    public long write(MemorySegment data, Duration timeout) {
        Segments.readable("data", data);
        Objects.requireNonNull(timeout, "timeout");
        long count = attempt(WRITE, data);
        return count > 0 ? count : write(data, Deadline.after(timeout));
    }

    /**
     * Writes as many bytes as fit, waiting for space for the first. Up to 4096 bytes are written in one piece or not at
     * all; longer data may be interleaved with that of other writers.
     *
     * @param data native memory, the caller's
     * @return the number of bytes; 0 if there was no space in time; {@link #BROKEN_PIPE} if no reader is left
     * @throws IpcException EBADF if this end is closed or is the read end
     */
    public long write(MemorySegment data, Deadline deadline) {
        Segments.readable("data", data);
        Objects.requireNonNull(deadline, "deadline");
        return transfer(WRITE, data, deadline);
    }

    /** Makes one call; returns 0 if another thread is inside. */
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
                // Before the first writer, read(2) also returns 0, but poll(2) reports no hang-up: that is not the end
                // of the file.
                if (count < 0 && isFailure(direction.verb)) {
                    return PEERS_GONE;
                }
                if (count == 0 && hasHungUp()) {
                    // The last writer may have opened, written and closed between read(2) and poll(2).
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

    /** Handles errno: returns false to try again and true if no peer is left; otherwise throws. */
    private boolean isFailure(String verb) {
        Errno errno = LastErrno.get();
        return switch (errno) {
            case EAGAIN, EINTR -> false;
            case EPIPE -> true;
            // Not a closed handle: the descriptor stays open while a thread is inside.
            case EBADF ->
                throw new IpcException(verb, descriptor.object(), errno, "this end was opened for the other direction");
            default -> throw new IpcException(verb, descriptor.object(), errno);
        };
    }

    private Wait startWait(String verb, Deadline deadline) {
        return new Wait(verb, this, () -> closing, deadline);
    }

    /** False if the time is up before the thread inside has left. */
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
     * Waits, at the write end, until the last reader has closed, the time is up, or {@link #wake} is called.
     *
     * @return true if no reader is left
     */
    public boolean awaitReaderGone(Deadline deadline) {
        Objects.requireNonNull(deadline, "deadline");
        if (!enter(startWait(AWAIT_READER_GONE, deadline))) {
            return false;
        }
        try {
            // A write may have consumed the wake-up. The flag is still set then, and this call tries only once.
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

    /** Ends the current {@link #awaitReaderGone}, or the next one. Any thread may call. */
    public void wake() {
        woken.set(true);
        wakeup.wake();
    }

    /** The number of bytes that the pipe holds before a writer must wait. */
    public int capacityBytes() {
        return descriptor.call("look at", fd -> LibcFile.fcntl(fd, LibcFile.F_GETPIPE_SZ, 0));
    }

    /**
     * Sets the capacity to at least the given size, within the limit of {@code /proc/sys/fs/pipe-max-size}; it may also
     * shrink, if the current content fits.
     *
     * @return false if the kernel refused; the capacity is then unchanged
     */
    public boolean requestCapacity(int bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("the capacity of a pipe cannot be negative, bytes=" + bytes);
        }
        int fd = descriptor.enter();
        try {
            return LibcFile.fcntl(fd, LibcFile.F_SETPIPE_SZ, bytes) >= 0;
        } finally {
            descriptor.leave();
        }
    }

    /** Ends a current wait, then closes this end. */
    @Override
    public void close() {
        closing = true;
        wakeup.wake();
        // No thread may be inside when the wake-up is closed.
        inUse.lock();
        try {
            wakeup.close();
            descriptor.close();
        } finally {
            inUse.unlock();
        }
    }

    /** Kind and path, as in errors. */
    @Override
    public String toString() {
        return descriptor.object();
    }
}
