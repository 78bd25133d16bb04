package io.ipcbox.ipc.posix;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.libc.LastErrno;
import io.ipcbox.ipc.libc.LibcFile;
import io.ipcbox.ipc.libc.LibcName;
import io.ipcbox.ipc.libc.LibcPoll;
import io.ipcbox.ipc.libc.LibcProcess;
import io.ipcbox.ipc.libc.Platform;
import io.ipcbox.ipc.waiting.Deadline;
import io.ipcbox.ipc.waiting.ShutdownWatch;
import io.ipcbox.ipc.waiting.Wakeup;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One end of a FIFO, a pipe with a name. An end is open for reading or for writing; every call that waits ends on
 * {@code Thread.interrupt}, on {@link #close} by another thread, and when the JVM shuts down. One thread reads or
 * writes at a time; any thread may close. The name is removed by whoever made it.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/fifo.7.html">fifo(7)</a>
 */
public final class Fifo implements AutoCloseable {
    /** What {@link #read} returns when no writer is left. */
    public static final int END_OF_FILE = -1;
    /** What {@link #write} returns when no reader is left. */
    public static final int BROKEN_PIPE = -1;

    private final Descriptor descriptor;
    private final Wakeup wakeup;
    private final ReentrantLock inUse = new ReentrantLock();
    private volatile boolean closing;

    Fifo(Descriptor descriptor) {
        this.descriptor = descriptor;
        this.wakeup = new Wakeup();
    }

    /**
     * Makes the name; opening an end is another step.
     *
     * @throws IpcException EEXIST, ENOENT for a missing directory, EACCES
     */
    public static void make(Path path, Permissions permissions) {
        Platform.require();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(path.toString());
            if (LibcName.mkfifo(name, permissions.mode()) != 0) {
                throw new IpcException("make", object(path), LastErrno.get());
            }
            if (LibcName.chmod(name, permissions.mode()) != 0) {
                throw new IpcException("change the mode of", object(path), LastErrno.get());
            }
        }
    }

    /** Opens the reading end at once, whether there is a writer or not; {@link #read} waits for one. */
    public static Fifo openForReading(Path path) {
        return open(path, LibcFile.O_RDONLY);
    }

    /** Opens the writing end if somebody has the reading end open; empty when nobody has. Never waits. */
    public static Optional<Fifo> openForWriting(Path path) {
        try {
            return Optional.of(open(path, LibcFile.O_WRONLY));
        } catch (IpcException e) {
            if (e.errno() == Errno.ENXIO) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Fifo open(Path path, int access) {
        Descriptor descriptor =
                Descriptor.open("open", object(path), path, access | LibcFile.O_NONBLOCK, Permissions.OWNER_ONLY);
        try {
            FileStatus status = FileStatus.of(descriptor);
            if (!status.isFifo()) {
                throw new IpcException("trust", object(path), Errno.EPERM, "it is not a FIFO; remove it");
            }
            if (status.uid() != LibcProcess.geteuid()) {
                throw new IpcException(
                        "trust", object(path), Errno.EPERM, "it belongs to user " + status.uid() + "; remove it");
            }
            return new Fifo(descriptor);
        } catch (RuntimeException e) {
            descriptor.close();
            throw e;
        }
    }

    private static String object(Path path) {
        return "FIFO \"" + path + "\"";
    }

    /**
     * Reads what there is, waiting for the first byte.
     *
     * @param buffer native memory, the caller's
     * @return how many bytes; 0 when none came in time or the wait was ended; {@link #END_OF_FILE} when every writer
     *     has gone
     */
    public long read(MemorySegment buffer, Deadline deadline) {
        inUse.lock();
        try {
            while (true) {
                long count = LibcFile.read(descriptor.fd(), buffer, buffer.byteSize());
                if (count > 0) {
                    return count;
                }
                // Before the first writer a read gives 0 bytes too, but no hang-up: not the end, but the beginning.
                if (count == 0 && (wakeup.probe(descriptor.fd(), LibcPoll.POLLIN) & LibcPoll.POLLHUP) != 0) {
                    return END_OF_FILE;
                }
                if (count < 0 && !isTransient(LastErrno.get())) {
                    throw new IpcException("read from", descriptor.object(), LastErrno.get());
                }
                if (!await(LibcPoll.POLLIN, deadline)) {
                    return 0;
                }
            }
        } finally {
            inUse.unlock();
        }
    }

    /**
     * Writes as much as fits, waiting for room for the first byte.
     *
     * @return how many bytes; 0 when there was no room in time or the wait was ended; {@link #BROKEN_PIPE} when no
     *     reader is left
     */
    public long write(MemorySegment data, Deadline deadline) {
        inUse.lock();
        try {
            while (true) {
                long count = LibcFile.write(descriptor.fd(), data, data.byteSize());
                if (count >= 0) {
                    return count;
                }
                Errno errno = LastErrno.get();
                if (errno == Errno.EPIPE) {
                    return BROKEN_PIPE;
                }
                if (!isTransient(errno)) {
                    throw new IpcException("write to", descriptor.object(), errno);
                }
                if (!await(LibcPoll.POLLOUT, deadline)) {
                    return 0;
                }
            }
        } finally {
            inUse.unlock();
        }
    }

    /**
     * Waits, at the writing end, until the last reader has gone, the time is up, or {@link #wake} is called.
     *
     * @return true when no reader is left
     */
    public boolean awaitReaderGone(Deadline deadline) {
        inUse.lock();
        try {
            return !closing && (wakeup.await(descriptor.fd(), (short) 0, deadline) & LibcPoll.POLLERR) != 0;
        } finally {
            inUse.unlock();
        }
    }

    private static boolean isTransient(Errno errno) {
        return errno == Errno.EAGAIN || errno == Errno.EINTR;
    }

    /** False when the wait ended before the descriptor was ready. */
    private boolean await(short events, Deadline deadline) {
        return mayWait() && wakeup.await(descriptor.fd(), events, deadline) != 0 && mayWait();
    }

    private boolean mayWait() {
        return !closing && !Thread.currentThread().isInterrupted() && !ShutdownWatch.isShuttingDown();
    }

    /** Ends the wait of the thread that reads or writes, or its next one. Any thread may call. */
    public void wake() {
        wakeup.wake();
    }

    /** How many bytes the pipe holds before a writer has to wait. */
    public int capacityBytes() {
        int capacity = LibcFile.fcntl(descriptor.fd(), LibcFile.F_GETPIPE_SZ, 0);
        if (capacity < 0) {
            throw new IpcException("look at", descriptor.object(), LastErrno.get());
        }
        return capacity;
    }

    /**
     * Makes the pipe hold at least that much, as far as {@code /proc/sys/fs/pipe-max-size} lets this user.
     *
     * @return false when the kernel refused and the capacity is as it was
     */
    public boolean requestCapacity(int bytes) {
        return LibcFile.fcntl(descriptor.fd(), LibcFile.F_SETPIPE_SZ, bytes) >= 0;
    }

    /** Ends a wait that is under way, then lets go of this end. */
    @Override
    public void close() {
        closing = true;
        wakeup.wake();
        // The descriptor's number may mean another file as soon as it is closed, so nobody may be using it then.
        inUse.lock();
        try {
            wakeup.close();
            descriptor.close();
        } finally {
            inUse.unlock();
        }
    }
}
