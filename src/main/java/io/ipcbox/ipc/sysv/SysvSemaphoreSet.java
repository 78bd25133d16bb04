package io.ipcbox.ipc.sysv;

import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Deadline;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.libc.LastErrno;
import io.ipcbox.ipc.libc.LibcSysvFlags;
import io.ipcbox.ipc.libc.LibcSysvSemaphore;
import io.ipcbox.ipc.libc.SembufLayout;
import io.ipcbox.ipc.libc.TimespecLayout;
import io.ipcbox.ipc.waiting.KernelSleep;
import io.ipcbox.ipc.waiting.Wait;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.Objects;

/**
 * A set of System V semaphores: counters in the kernel from 0 to {@link #MAX_VALUE}, several of which can be changed
 * together or not at all. The set outlives every process; its creator removes it with {@link #remove}, or {@code ipcrm
 * -s} does.
 *
 * <p>Any number of threads may call at once, virtual threads included. A wait ends when the timeout has passed, on the
 * monotonic clock. {@code Thread.interrupt}, or {@link #close} by another thread, ends it within 100 ms with a {@link
 * io.ipcbox.ipc.WaitEndedException}; removal of the set with an {@link IpcException}, EIDRM. In all these cases nothing
 * was changed. Signals and JVM shutdown do not end it.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/semop.2.html">semop(2)</a>
 */
public final class SysvSemaphoreSet extends SysvObject<SysvSemaphoreStatus> {
    /** The highest value of a semaphore, SEMVMX. */
    public static final int MAX_VALUE = 32_767;

    private static final ThreadLocal<MemorySegment> SEMBUF =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(ValueLayout.JAVA_LONG));
    private static final ThreadLocal<MemorySegment> TIMESPEC =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(TimespecLayout.BYTES, Long.BYTES));
    private static final int DONE = 0;

    SysvSemaphoreSet(SysvIdentity identity) {
        super(identity, SysvSemaphoreStatus::of);
    }

    /**
     * Opens the set of a key, waiting until its creator has set its values.
     *
     * @param patience how long to wait for that
     * @throws IpcException ENOENT if there is none; EACCES without read permission; ETIME if no operation has been
     *     performed on it, as on a new set of {@code ipcmk} or Python: use {@link #openAsIs}
     */
    public static SysvSemaphoreSet open(SysvKey key, Duration patience) {
        return open(key, CreationMode.OPEN_EXISTING, Permissions.OWNER_ONLY, patience);
    }

    /** Opens the set of a key without checking whether its values have been set. */
    public static SysvSemaphoreSet openAsIs(SysvKey key) {
        return new SysvSemaphoreSet(SysvIdentity.open(
                SysvKind.SEMAPHORE_SET,
                key,
                CreationMode.OPEN_EXISTING,
                Permissions.OWNER_ONLY,
                flags -> LibcSysvSemaphore.semget(key.value(), 0, flags)));
    }

    /**
     * Opens or creates the set of a key; {@link SysvKey#PRIVATE} always creates one. However many threads and processes
     * do so at once, the values are set once, and before any of them sees the set.
     *
     * @param permissions for a new set, exactly these: System V ignores the umask
     * @param patience how long to wait for the creator of an existing set to set its values
     * @param initialValues one for each semaphore of a new set; an existing one keeps its values, and must have at
     *     least as many semaphores
     * @throws IpcException ENOENT, EEXIST; EINVAL if an existing set has fewer semaphores, or for more than a set can
     *     have; ENOSPC if the system has reached its limit; ETIME as in {@link #open(SysvKey, Duration)}
     * @see <a href="https://man7.org/linux/man-pages/man2/semget.2.html">semget(2)</a>
     */
    public static SysvSemaphoreSet open(
            SysvKey key, CreationMode mode, Permissions permissions, Duration patience, int... initialValues) {
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(patience, "patience");
        Objects.requireNonNull(initialValues, "initialValues");
        if (mode != CreationMode.OPEN_EXISTING && initialValues.length == 0) {
            throw new IllegalArgumentException("a new set needs an initial value for each of its semaphores");
        }
        for (int value : initialValues) {
            SemaphoreValues.checked(value);
        }
        return SemaphoreCreation.open(key, mode, permissions, Deadline.after(patience), initialValues);
    }

    /**
     * Opens the set of an id, as listed by {@code ipcs -s}, without checking whether its values have been set.
     *
     * @throws IpcException EINVAL if there is none
     */
    public static SysvSemaphoreSet ofId(int id) {
        return new SysvSemaphoreSet(SysvIdentity.ofId(SysvKind.SEMAPHORE_SET, id));
    }

    /** Adds one; see {@link #post(int, int)}. */
    public void post(int semaphore) {
        post(semaphore, 1);
    }

    /**
     * Adds to a semaphore. Never waits.
     *
     * @param semaphore its number, from 0
     * @param amount above zero
     * @throws IpcException ERANGE above {@link #MAX_VALUE}; EFBIG if the set has no such semaphore; EACCES, EIDRM
     */
    public void post(int semaphore, int amount) {
        perform("post to", semaphore, SysvSemaphoreOperation.checkedAmount(amount), Duration.ZERO);
    }

    /** Takes one; see {@link #wait(int, int, Duration)}. */
    public boolean wait(int semaphore, Duration timeout) {
        return wait(semaphore, 1, timeout);
    }

    /**
     * Takes from a semaphore, waiting until its value is high enough.
     *
     * @param semaphore its number, from 0
     * @param amount above zero, taken all at once
     * @param timeout how long to wait; zero does not wait
     * @return false if the value was too low all the time
     * @throws IpcException EFBIG if the set has no such semaphore; EACCES, EIDRM
     */
    public boolean wait(int semaphore, int amount, Duration timeout) {
        return perform("wait for", semaphore, -SysvSemaphoreOperation.checkedAmount(amount), timeout);
    }

    /**
     * Waits until a semaphore is zero. Requires only read permission.
     *
     * @return false if it was not zero in time
     */
    public boolean awaitZero(int semaphore, Duration timeout) {
        return perform("wait for", semaphore, 0, timeout);
    }

    private boolean perform(String verb, int semaphore, int change, Duration timeout) {
        Objects.requireNonNull(timeout, "timeout");
        SysvSemaphoreOperation.checkNumber(semaphore);
        int id = id();
        MemorySegment sembuf = SEMBUF.get();
        write(sembuf, semaphore, change, LibcSysvFlags.IPC_NOWAIT);
        if (tryPerform(verb, id, sembuf, 1)) {
            return true;
        }
        write(sembuf, semaphore, change, 0);
        return sleep(verb, id, sembuf, 1, timeout);
    }

    /**
     * In one store: the kernel reads several fields at once right afterwards, and a processor can stall a load that
     * spans several recent stores.
     */
    private static void write(MemorySegment sembuf, int semaphore, int change, int flags) {
        sembuf.set(ValueLayout.JAVA_LONG, 0, SembufLayout.asLong(semaphore, change, flags));
    }

    /**
     * Performs operations, waiting until all can be performed together.
     *
     * @param timeout how long to wait; zero does not wait
     * @return false if that was not possible in time; none was performed
     * @throws IpcException ERANGE above {@link #MAX_VALUE}; EFBIG if the set has no such semaphore; E2BIG for too many
     *     operations; EACCES, EIDRM
     */
    public boolean perform(SysvSemaphoreOperations operations, Duration timeout) {
        Objects.requireNonNull(operations, "operations");
        Objects.requireNonNull(timeout, "timeout");
        int id = id();
        String verb = "perform operations on";
        return tryPerform(verb, id, operations.asking(), operations.size())
                || sleep(verb, id, operations.waiting(), operations.size(), timeout);
    }

    private boolean tryPerform(String verb, int id, MemorySegment operations, int count) {
        while (LibcSysvSemaphore.semtimedop(id, operations, count, MemorySegment.NULL) < 0) {
            Errno errno = LastErrno.get();
            if (errno == Errno.EAGAIN) {
                return false;
            }
            if (errno != Errno.EINTR) {
                throw semaphoreFailure(verb, errno);
            }
        }
        return true;
    }

    private boolean sleep(String verb, int id, MemorySegment operations, int count, Duration timeout) {
        Wait wait = startWait(verb, Deadline.after(timeout));
        while (wait.goesOn()) {
            long nanos = wait.nextSliceNanos();
            int error = KernelSleep.run(() -> {
                MemorySegment timespec = TimespecLayout.set(TIMESPEC.get(), 0, nanos);
                return LibcSysvSemaphore.semtimedop(id, operations, count, timespec) == 0 ? DONE : LastErrno.number();
            });
            if (error == DONE) {
                return true;
            }
            // EINTR: semop does not resume after a signal handler, nor after a stop and continue.
            if (error != Errno.EAGAIN.number() && error != Errno.EINTR.number()) {
                throw semaphoreFailure(verb, Errno.of(error));
            }
        }
        return false;
    }

    /**
     * The value of a semaphore.
     *
     * @throws IpcException EINVAL if the set has no such semaphore; EACCES without read permission; EIDRM
     * @see <a href="https://man7.org/linux/man-pages/man2/semctl.2.html">semctl(2)</a>
     */
    public int value(int semaphore) {
        return get(semaphore, LibcSysvSemaphore.GETVAL);
    }

    /** The threads of all processes that wait for a higher value. */
    public int waitingForMore(int semaphore) {
        return get(semaphore, LibcSysvSemaphore.GETNCNT);
    }

    /** The threads of all processes that wait for the value to become zero. */
    public int waitingForZero(int semaphore) {
        return get(semaphore, LibcSysvSemaphore.GETZCNT);
    }

    /** The process that last changed or set the value, as numbered in this process's namespace; 0 if none did. */
    public int lastPid(int semaphore) {
        return get(semaphore, LibcSysvSemaphore.GETPID);
    }

    private int get(int semaphore, int command) {
        int result = LibcSysvSemaphore.semctl(id(), semaphore, command, MemorySegment.NULL);
        if (result < 0) {
            throw semaphoreFailure("look at");
        }
        return result;
    }

    /** All values at one moment. */
    public int[] values() {
        int[] values = new int[status().count()];
        if (SemaphoreValues.getAll(id(), values) < 0) {
            throw semaphoreFailure("look at");
        }
        return values;
    }

    /**
     * Sets a value regardless of waiters and holders, and cancels every process's pending undo for this semaphore.
     * Meant for initialisation and repair; use {@link #post} and {@link #wait} otherwise.
     *
     * @param value 0 to {@link #MAX_VALUE}
     */
    public void setValue(int semaphore, int value) {
        int checked = SemaphoreValues.checked(value);
        if (LibcSysvSemaphore.semctl(id(), semaphore, LibcSysvSemaphore.SETVAL, checked) < 0) {
            throw semaphoreFailure("set a value of");
        }
    }

    /** As {@link #setValue}, for all values at once. Also requires read permission. */
    public void setValues(int... values) {
        Objects.requireNonNull(values, "values");
        int count = status().count();
        if (values.length != count) {
            throw new IllegalArgumentException(this + " has " + count + " semaphores, not " + values.length);
        }
        if (SemaphoreValues.setAll(id(), values) < 0) {
            throw semaphoreFailure("set the values of");
        }
    }

    private IpcException semaphoreFailure(String verb) {
        return semaphoreFailure(verb, LastErrno.get());
    }

    private IpcException semaphoreFailure(String verb, Errno errno) {
        return failure(verb, errno, error -> switch (error) {
            case EFBIG, EINVAL -> "semaphores are numbered from 0, and the set has fewer";
            case ERANGE -> "the value of a semaphore, and what a process undoes there, goes up to " + MAX_VALUE;
            case E2BIG -> "too many operations at once: " + SysvLimits.ofSemaphores("semopm");
            default -> "";
        });
    }
}
