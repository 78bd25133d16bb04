package io.ipcbox.ipc.posix;

import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Deadline;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.FileStatus;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.file.Descriptor;
import io.ipcbox.ipc.file.FileUsers;
import io.ipcbox.ipc.file.Lifetime;
import io.ipcbox.ipc.file.Statx;
import io.ipcbox.ipc.libc.LastErrno;
import io.ipcbox.ipc.libc.LibcSemaphore;
import io.ipcbox.ipc.libc.Platform;
import io.ipcbox.ipc.libc.SemLayout;
import io.ipcbox.ipc.waiting.Wait;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.Objects;

/**
 * A named POSIX semaphore: a number of units that processes take and post. It outlives every process; its creator
 * removes it with {@link #unlink}. Shared with every program on glibc ({@code sem_open}); musl uses another format and
 * file.
 *
 * <p>Units have no owner: any thread of any process may post, and the unit of a process that dies is not returned.
 * {@link #status} reports when that has happened. If the kernel must return units, use a System V semaphore with undo.
 *
 * <p>Any number of threads may call at once, virtual threads included. A wait ends when the timeout has passed, on the
 * monotonic clock (before glibc 2.30, slices of 100 ms are measured on the system clock). {@code Thread.interrupt}, or
 * {@link #close} by another thread, ends it within 100 ms with a {@link io.ipcbox.ipc.WaitEndedException}. Signals and
 * JVM shutdown do not end it.
 *
 * <p>Posting without waiters and taking an available unit are one atomic step in memory, without a call into C; {@link
 * io.ipcbox.ipc.posix the package documentation} explains why that is safe.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/sem_overview.7.html">sem_overview(7)</a>
 */
public final class PosixSemaphore implements AutoCloseable {
    private static final ThreadLocal<MemorySegment> VALUE =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(ValueLayout.JAVA_INT));

    /** A C call in progress, during which the semaphore must stay mapped. */
    private interface Use extends AutoCloseable {
        @Override
        void close();
    }

    private final String name;
    private final FileStatus file;
    private final SemaphoreMemory memory;
    // The address that post and take work on; SemaphoreMemory.nowhere() if they are left to C, and after close.
    private volatile long word;
    private final Lifetime lifetime;
    private final SemaphoreSleep sleep;

    private PosixSemaphore(String name, FileStatus file, SemaphoreMemory memory, SemaphoreMeans means) {
        this.name = name;
        this.file = file;
        this.memory = memory;
        this.sleep = means.sleep();
        this.lifetime = new Lifetime(memory::letGo);
        this.word = means.inJava() ? memory.address() : SemaphoreMemory.nowhere();
    }

    /**
     * @param name a slash, then at most 251 bytes without another slash
     * @throws IpcException ENOENT; EACCES without read and write permission; EINVAL or ENAMETOOLONG for an invalid
     *     name; EINVAL if the file of that name is not a semaphore
     */
    public static PosixSemaphore open(String name) {
        return open(name, CreationMode.OPEN_EXISTING, Permissions.OWNER_ONLY, 0);
    }

    /**
     * Opens or creates a semaphore. A new semaphore appears with its value already set. If several processes create it
     * at once, one does and the others open it.
     *
     * @param permissions for a new semaphore, exactly these whatever the umask
     * @param initialValue for a new semaphore, not negative; an existing one keeps its value
     * @throws IpcException ENOENT, EEXIST, EACCES; ENOSPC if {@code /dev/shm} is full
     * @see <a href="https://man7.org/linux/man-pages/man3/sem_open.3.html">sem_open(3)</a>
     */
    public static PosixSemaphore open(String name, CreationMode mode, Permissions permissions, int initialValue) {
        Platform.require();
        return open(
                name,
                mode,
                permissions,
                initialValue,
                new SemaphoreMeans(SemaphoreSleep.best(), SemaphoreMemory.canDoWithoutC()));
    }

    /** Creates a semaphore, which must not exist yet. */
    public static PosixSemaphore create(String name, Permissions permissions, int initialValue) {
        return open(name, CreationMode.CREATE_EXCLUSIVE, permissions, initialValue);
    }

    static PosixSemaphore open(
            String name, CreationMode mode, Permissions permissions, int initialValue, SemaphoreMeans means) {
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(permissions, "permissions");
        if (initialValue < 0) {
            throw new IllegalArgumentException("a semaphore's value cannot be negative, initialValue=" + initialValue);
        }
        Platform.require();
        PosixKind.SEMAPHORE.checkName(mode, name);
        try (Descriptor descriptor = ShmFile.of(PosixKind.SEMAPHORE, name)
                .open(mode, permissions, created -> SemaphoreFile.initialise(created, initialValue))) {
            FileStatus file = Statx.of(descriptor);
            return new PosixSemaphore(name, file, new SemaphoreMemory(SemaphoreFile.map(descriptor)), means);
        }
    }

    public String name() {
        return name;
    }

    /**
     * Adds a unit and wakes one waiter, if there is one. Never waits.
     *
     * @throws IpcException EOVERFLOW if the value is 2147483647; EBADF if this handle is closed
     * @see <a href="https://man7.org/linux/man-pages/man3/sem_post.3.html">sem_post(3)</a>
     */
    public void post() {
        try {
            if (!SemaphoreWord.tryPost(word)) {
                postInC();
            }
        } finally {
            Reference.reachabilityFence(memory);
        }
    }

    private void postInC() {
        try (Use _ = use()) {
            if (LibcSemaphore.sem_post(memory.semaphore()) != 0) {
                throw new IpcException("post", toString(), LastErrno.get());
            }
        }
    }

    /**
     * Takes a unit without waiting.
     *
     * @return false if there is none
     * @throws IpcException EBADF if this handle is closed
     * @see <a href="https://man7.org/linux/man-pages/man3/sem_wait.3.html">sem_trywait(3)</a>
     */
    public boolean tryWait() {
        return waitFor(Duration.ZERO);
    }

    /**
     * Takes a unit, waiting for one.
     *
     * @param timeout how long to wait; zero does not wait
     * @return false if there was none in time
     * @throws IpcException EBADF if this handle is closed
     * @see <a href="https://man7.org/linux/man-pages/man3/sem_wait.3.html">sem_clockwait(3)</a>
     */
    public boolean waitFor(Duration timeout) {
        Objects.requireNonNull(timeout, "timeout");
        return take() || waitInC(timeout);
    }

    private boolean take() {
        try {
            return SemaphoreWord.tryTake(word);
        } finally {
            Reference.reachabilityFence(memory);
        }
    }

    private boolean waitInC(Duration timeout) {
        try (Use _ = use()) {
            return takeInC() || (timeout.isPositive() && sleepAndTake(Deadline.after(timeout)));
        }
    }

    private boolean takeInC() {
        while (LibcSemaphore.sem_trywait(memory.semaphore()) != 0) {
            Errno errno = LastErrno.get();
            if (errno == Errno.EAGAIN) {
                return false;
            }
            if (errno != Errno.EINTR) {
                throw new IpcException("wait for", toString(), errno);
            }
        }
        return true;
    }

    private boolean sleepAndTake(Deadline deadline) {
        Wait wait = new Wait("wait for", this, lifetime::isClosed, deadline);
        while (wait.goesOn()) {
            int error = sleep.take(memory.semaphore(), wait.nextSliceNanos());
            if (SemaphoreSleep.isTaken(error)) {
                return true;
            }
            if (!SemaphoreSleep.isWorthAnotherTry(error)) {
                throw new IpcException("wait for", toString(), Errno.of(error));
            }
        }
        return false;
    }

    /**
     * @return the number of units that can be taken now
     * @see <a href="https://man7.org/linux/man-pages/man3/sem_getvalue.3.html">sem_getvalue(3)</a>
     */
    public int value() {
        try (Use _ = use()) {
            MemorySegment value = VALUE.get();
            if (LibcSemaphore.sem_getvalue(memory.semaphore(), value) != 0) {
                throw new IpcException("look at", toString(), LastErrno.get());
            }
            return value.get(ValueLayout.JAVA_INT, 0);
        }
    }

    /**
     * The value, the waiters, and the other processes that have the semaphore open. Scans every process of the machine,
     * which takes milliseconds.
     */
    public PosixSemaphoreStatus status() {
        int value = value();
        try (Use _ = use()) {
            long waiters = Integer.toUnsignedLong(memory.semaphore().get(ValueLayout.JAVA_INT, SemLayout.WAITERS));
            return new PosixSemaphoreStatus(value, waiters, FileUsers.mapping(file));
        }
    }

    /** The semaphore's owner and permissions when it was opened. */
    public FileStatus fileStatus() {
        return file;
    }

    /** False once the name was removed or refers to another semaphore. */
    public boolean hasItsName() {
        try (Use _ = use()) {
            return ShmFile.of(PosixKind.SEMAPHORE, name).isNameOf(file);
        }
    }

    private Use use() {
        if (!lifetime.enter()) {
            throw new IpcException("use", toString(), Errno.EBADF, "this handle is closed; open it again");
        }
        return lifetime::leave;
    }

    /** As {@link #unlink(String)}, for this semaphore's name. Works on a closed handle too. */
    public void unlink() {
        unlink(name);
    }

    /**
     * Removes a name. Open handles keep working.
     *
     * @throws IpcException ENOENT, EACCES
     * @see <a href="https://man7.org/linux/man-pages/man3/sem_unlink.3.html">sem_unlink(3)</a>
     */
    public static void unlink(String name) {
        PosixKind.SEMAPHORE.unlink(name, LibcSemaphore::sem_unlink);
    }

    /** Closes this handle and ends its waits; units that were taken stay taken. */
    @Override
    public void close() {
        word = SemaphoreMemory.nowhere();
        lifetime.close();
    }

    /** Kind and name, as in errors. */
    @Override
    public String toString() {
        return PosixKind.SEMAPHORE.object(name);
    }
}
