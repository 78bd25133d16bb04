package io.ipcbox.ipc.sysv;

import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Deadline;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.libc.LastErrno;
import io.ipcbox.ipc.libc.LibcSysvFlags;
import io.ipcbox.ipc.libc.LibcSysvMessage;
import io.ipcbox.ipc.libc.MsqidLayout;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * A System V message queue: the kernel keeps messages, each with a type, until a process receives them or the queue is
 * removed. The queue outlives every process; its creator removes it with {@link #remove}, or {@code ipcrm -q} does.
 *
 * <p>Any number of threads may call at once, virtual threads included. A wait ends when the timeout has passed, on the
 * monotonic clock. {@code Thread.interrupt}, or {@link #close} by another thread, ends it with a {@link
 * io.ipcbox.ipc.WaitEndedException}; removal of the queue with an {@link IpcException}, EIDRM. Signals and JVM shutdown
 * do not end it. {@link io.ipcbox.ipc.sysv The package documentation} describes what a wait costs, and why C programs
 * that wait for the same queue are served first.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/msgop.2.html">msgop(2)</a>
 */
public final class SysvMessageQueue extends SysvObject<SysvQueueStatus> {
    private static final ThreadLocal<SysvMessageBuffer> BUFFER = ThreadLocal.withInitial(SysvMessageBuffer::growing);

    private SysvMessageQueue(SysvIdentity identity) {
        super(identity, SysvQueueStatus::of);
    }

    /**
     * Opens the queue of a key. Permissions are checked by each later call, not here.
     *
     * @throws IpcException ENOENT if there is none
     */
    public static SysvMessageQueue open(SysvKey key) {
        return open(key, CreationMode.OPEN_EXISTING, Permissions.OWNER_ONLY);
    }

    /**
     * Opens or creates the queue of a key; {@link SysvKey#PRIVATE} always creates one.
     *
     * @param permissions for a new queue, exactly these: System V ignores the umask
     * @throws IpcException ENOENT, EEXIST; ENOSPC if the system has reached its limit of queues
     * @see <a href="https://man7.org/linux/man-pages/man2/msgget.2.html">msgget(2)</a>
     */
    public static SysvMessageQueue open(SysvKey key, CreationMode mode, Permissions permissions) {
        return new SysvMessageQueue(SysvIdentity.open(
                SysvKind.MESSAGE_QUEUE, key, mode, permissions, flags -> LibcSysvMessage.msgget(key.value(), flags)));
    }

    /**
     * Opens the queue of an id, as listed by {@code ipcs -q}.
     *
     * @throws IpcException EINVAL if there is none
     */
    public static SysvMessageQueue ofId(int id) {
        return new SysvMessageQueue(SysvIdentity.ofId(SysvKind.MESSAGE_QUEUE, id));
    }

    /**
     * Sends a message, waiting for room.
     *
     * @param type above zero
     * @param data may be empty
     * @param timeout how long to wait for room; zero does not wait
     * @return false if there was no room in time
     * @throws IpcException EINVAL if the message exceeds the system's limit; EMSGSIZE if it is longer than this whole
     *     queue; EACCES, EIDRM
     */
    public boolean send(long type, byte[] data, Duration timeout) {
        Objects.requireNonNull(timeout, "timeout");
        SysvMessageBuffer buffer = BUFFER.get();
        buffer.set(type, data);
        return send(buffer, timeout);
    }

    /** As {@link #send(long, byte[], Duration)}, from a buffer, which can be reused afterwards. */
    public boolean send(SysvMessageBuffer message, Duration timeout) {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(timeout, "timeout");
        int id = id();
        if (trySend(id, message)) {
            return true;
        }
        refuseWhatNeverFits(message.length());
        return startAsking("send to", Deadline.after(timeout)).succeeds(() -> trySend(id, message));
    }

    private boolean trySend(int id, SysvMessageBuffer message) {
        while (LibcSysvMessage.msgsnd(id, message.memory(), message.length(), LibcSysvFlags.IPC_NOWAIT) < 0) {
            Errno errno = LastErrno.get();
            if (errno == Errno.EAGAIN) {
                return false;
            }
            if (errno != Errno.EINTR) {
                throw sendFailure(message.length());
            }
        }
        return true;
    }

    private IpcException sendFailure(int length) {
        return failure(
                "send to",
                LastErrno.get(),
                errno -> errno == Errno.EINVAL
                        ? "the message has " + length + " bytes, more than the limit: " + SysvLimits.of("msgmax")
                        : "");
    }

    /** In C, msgsnd would wait indefinitely for room that the queue can never have. */
    private void refuseWhatNeverFits(int length) {
        long maxBytes;
        try {
            maxBytes = status().maxBytes();
        } catch (IpcException e) {
            if (e.errno() == Errno.EACCES) {
                return; // this user may write to the queue, but not read its status
            }
            throw e;
        }
        if (length > maxBytes) {
            throw new IpcException(
                    "send to",
                    toString(),
                    Errno.EMSGSIZE,
                    "the message has " + length + " bytes, and the whole queue holds " + maxBytes);
        }
    }

    /** Receives the oldest message; see {@link #receive(SysvSelection, Duration)}. */
    public Optional<SysvMessage> receive(Duration timeout) {
        return receive(SysvSelection.ANY, timeout);
    }

    /**
     * Receives the oldest message of a selection, waiting for one. It is returned whole, however long it is.
     *
     * @param timeout how long to wait; zero does not wait
     * @return the message, or empty if none came in time
     * @throws IpcException EACCES, EIDRM
     */
    public Optional<SysvMessage> receive(SysvSelection selection, Duration timeout) {
        Objects.requireNonNull(selection, "selection");
        Objects.requireNonNull(timeout, "timeout");
        SysvMessageBuffer buffer = BUFFER.get();
        return receive(buffer, selection, timeout) ? Optional.of(buffer.toMessage()) : Optional.empty();
    }

    /**
     * Receives the oldest message of a selection into a buffer; the kind of buffer decides about messages that are too
     * long.
     *
     * @return false if none came in time
     * @throws IpcException E2BIG if the message is too long for the buffer; it stays in the queue
     */
    public boolean receive(SysvMessageBuffer buffer, SysvSelection selection, Duration timeout) {
        Objects.requireNonNull(buffer, "buffer");
        Objects.requireNonNull(selection, "selection");
        Objects.requireNonNull(timeout, "timeout");
        int flags = (selection.except() ? LibcSysvMessage.MSG_EXCEPT : 0)
                | (buffer.truncates() ? LibcSysvMessage.MSG_NOERROR : 0);
        int id = id();
        if (tryReceive(id, buffer, selection.type(), flags)) {
            return true;
        }
        return startAsking("receive from", Deadline.after(timeout))
                .succeeds(() -> tryReceive(id, buffer, selection.type(), flags));
    }

    /**
     * Copies a message, which stays in the queue.
     *
     * @param index its place in the queue; 0 is the oldest message
     * @return empty if the queue has fewer messages
     * @throws IpcException ENOSYS if the kernel was built without CONFIG_CHECKPOINT_RESTORE
     */
    public Optional<SysvMessage> peek(int index) {
        if (index < 0) {
            throw new IllegalArgumentException("the index of a message cannot be negative, index=" + index);
        }
        SysvMessageBuffer buffer = BUFFER.get();
        return tryReceive(id(), buffer, index, LibcSysvMessage.MSG_COPY)
                ? Optional.of(buffer.toMessage())
                : Optional.empty();
    }

    private boolean tryReceive(int id, SysvMessageBuffer buffer, long type, int flags) {
        while (true) {
            long length = LibcSysvMessage.msgrcv(
                    id, buffer.memory(), buffer.capacityBytes(), type, flags | LibcSysvFlags.IPC_NOWAIT);
            if (length >= 0) {
                buffer.setLength((int) length);
                return true;
            }
            Errno errno = LastErrno.get();
            if (errno == Errno.ENOMSG) {
                return false;
            }
            if (errno != Errno.EINTR && !(errno == Errno.E2BIG && buffer.grow())) {
                throw receiveFailure(buffer);
            }
        }
    }

    private IpcException receiveFailure(SysvMessageBuffer buffer) {
        return failure("receive from", LastErrno.get(), errno -> switch (errno) {
            case E2BIG ->
                "the message is longer than the " + buffer.capacityBytes()
                        + " bytes of the buffer; give it more, or have the message truncated";
            case ENOSYS -> "this kernel was built without CONFIG_CHECKPOINT_RESTORE";
            case EINVAL -> "the message exceeds a limit that has been lowered: " + SysvLimits.of("msgmax");
            default -> "";
        });
    }

    /**
     * Changes the limit for the total length of the messages.
     *
     * @throws IpcException EPERM unless this user is the owner, the creator or root; EPERM above {@code
     *     /proc/sys/kernel/msgmnb} without CAP_SYS_RESOURCE
     */
    public void setMaxBytes(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("the limit of a queue cannot be negative, bytes=" + bytes);
        }
        try {
            change(status -> status.set(ValueLayout.JAVA_LONG, MsqidLayout.MAX_BYTES, bytes));
        } catch (IpcException e) {
            throw e.errno() != Errno.EPERM
                    ? e
                    : SysvFailure.because(
                            e,
                            "this requires ownership, and above the default, " + SysvLimits.of("msgmnb")
                                    + ", also CAP_SYS_RESOURCE");
        }
    }
}
