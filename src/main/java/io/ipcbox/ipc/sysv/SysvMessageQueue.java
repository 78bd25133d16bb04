package io.ipcbox.ipc.sysv;

import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.libc.LastErrno;
import io.ipcbox.ipc.libc.LibcSysvFlags;
import io.ipcbox.ipc.libc.LibcSysvMessage;
import io.ipcbox.ipc.libc.MsqidLayout;
import io.ipcbox.ipc.waiting.Deadline;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * A System V message queue: messages with a type, in the kernel, until somebody takes them or removes the queue. The
 * queue outlives every process; whoever made it calls {@link #remove}, or {@code ipcrm -q} does.
 *
 * <p>Any thread may call, virtual ones too, and any number at once. A wait ends when the time is up, on the monotonic
 * clock; on {@code Thread.interrupt} and on {@link #close} by another thread it is a {@link
 * io.ipcbox.ipc.WaitEndedException}; on the removal of the queue an {@link IpcException}, EIDRM. Neither a signal nor the
 * shutdown of the JVM ends it. What a wait costs, and what C programs that wait at the same queue have ahead of it, says
 * {@link io.ipcbox.ipc.sysv the package}.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/msgop.2.html">msgop(2)</a>
 */
public final class SysvMessageQueue extends SysvObject<SysvQueueStatus> {
    private static final ThreadLocal<SysvMessageBuffer> BUFFER = ThreadLocal.withInitial(SysvMessageBuffer::growing);

    private SysvMessageQueue(SysvIdentity identity) {
        super(identity, SysvQueueStatus::of);
    }

    /**
     * Opens the queue of a key.
     *
     * @throws IpcException ENOENT if there is none. Permissions are looked at by each call, not here
     */
    public static SysvMessageQueue open(SysvKey key) {
        return open(key, CreationMode.OPEN_EXISTING, Permissions.OWNER_ONLY);
    }

    /**
     * Opens or creates the queue of a key; {@link SysvKey#PRIVATE} always creates one.
     *
     * @param permissions for a new queue, exactly these: System V looks at no umask
     * @throws IpcException ENOENT, EEXIST; ENOSPC when the system has as many queues as it may have
     * @see <a href="https://man7.org/linux/man-pages/man2/msgget.2.html">msgget(2)</a>
     */
    public static SysvMessageQueue open(SysvKey key, CreationMode mode, Permissions permissions) {
        return new SysvMessageQueue(SysvIdentity.open(
                SysvKind.MESSAGE_QUEUE, key, mode, permissions, flags -> LibcSysvMessage.msgget(key.value(), flags)));
    }

    /**
     * Opens the queue of an id, as {@code ipcs -q} shows it.
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
     * @param timeout how long to wait for room; zero asks once
     * @return false when there was no room in time
     * @throws IpcException EINVAL if the message is longer than any may be, EMSGSIZE if it is longer than this whole
     *     queue, EACCES, EIDRM
     */
    public boolean send(long type, byte[] data, Duration timeout) {
        Objects.requireNonNull(timeout, "timeout");
        SysvMessageBuffer buffer = BUFFER.get();
        buffer.set(type, data);
        return send(buffer, timeout);
    }

    /** Sends the message in a buffer, which is free again afterwards. Otherwise as {@link #send(long, byte[], Duration)}. */
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
                        ? "the message has " + length + " bytes, too many: " + SysvLimits.of("msgmax")
                        : "");
    }

    /** C would wait for ever for room that the queue will never have. */
    private void refuseWhatNeverFits(int length) {
        long maxBytes;
        try {
            maxBytes = status().maxBytes();
        } catch (IpcException e) {
            if (e.errno() == Errno.EACCES) {
                return; // may be written, not looked at
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

    /** Takes the oldest message, waiting for one. See {@link #receive(SysvSelection, Duration)}. */
    public Optional<SysvMessage> receive(Duration timeout) {
        return receive(SysvSelection.ANY, timeout);
    }

    /**
     * Takes the oldest message of a selection, whole, however long it is.
     *
     * @param timeout how long to wait for one; zero asks once
     * @return the message, or empty when none came in time
     * @throws IpcException EACCES, EIDRM
     */
    public Optional<SysvMessage> receive(SysvSelection selection, Duration timeout) {
        Objects.requireNonNull(selection, "selection");
        Objects.requireNonNull(timeout, "timeout");
        SysvMessageBuffer buffer = BUFFER.get();
        return receive(buffer, selection, timeout) ? Optional.of(buffer.toMessage()) : Optional.empty();
    }

    /**
     * Takes the oldest message of a selection into a buffer, which decides about messages that are too long for it.
     *
     * @return false when none came in time
     * @throws IpcException E2BIG if it is too long for the buffer; it stays in the queue
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
     * A copy of the message at a place of the queue, which stays there.
     *
     * @param index from 0, the oldest
     * @return empty when the queue has fewer messages
     * @throws IpcException ENOSYS if the kernel was built without CONFIG_CHECKPOINT_RESTORE
     */
    public Optional<SysvMessage> peek(int index) {
        if (index < 0) {
            throw new IllegalArgumentException("places are counted from 0, index=" + index);
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
            case EINVAL -> "the message is longer than one may be by now: " + SysvLimits.of("msgmax");
            default -> "";
        });
    }

    /**
     * Changes how long all its messages may be together.
     *
     * @throws IpcException EPERM above {@code /proc/sys/kernel/msgmnb} without CAP_SYS_RESOURCE, or for a stranger
     */
    public void setMaxBytes(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("a queue holds no fewer than 0 bytes, bytes=" + bytes);
        }
        try {
            change(status -> status.set(ValueLayout.JAVA_LONG, MsqidLayout.MAX_BYTES, bytes));
        } catch (IpcException e) {
            throw e.errno() != Errno.EPERM
                    ? e
                    : SysvFailure.because(
                            e,
                            "only its owner may, and above the default, " + SysvLimits.of("msgmnb")
                                    + ", only with CAP_SYS_RESOURCE");
        }
    }
}
