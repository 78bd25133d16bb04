package io.ipcbox.ipc.posix;

import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Deadline;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.FileStatus;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.PosixAccess;
import io.ipcbox.ipc.file.Descriptor;
import io.ipcbox.ipc.file.Statx;
import io.ipcbox.ipc.libc.LastErrno;
import io.ipcbox.ipc.libc.LibcMqueue;
import io.ipcbox.ipc.libc.LibcPoll;
import io.ipcbox.ipc.libc.Platform;
import io.ipcbox.ipc.libc.TimespecLayout;
import io.ipcbox.ipc.waiting.Wait;
import io.ipcbox.ipc.waiting.Wakeup;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A POSIX message queue: the kernel keeps messages, each with a priority, until a process receives them. The queue
 * outlives every process; its creator removes it with {@link #unlink}. After that it cannot be opened, and it is freed
 * with its last handle.
 *
 * <p>Any number of threads may call at once, virtual threads included. A wait ends when the timeout has passed, on the
 * monotonic clock. {@code Thread.interrupt}, or {@link #close} by another thread, ends it at once with a {@link
 * io.ipcbox.ipc.WaitEndedException}. Signals and JVM shutdown do not end it.
 *
 * <p>A wait polls the queue and then takes a message without waiting. The kernel therefore does not count it as a
 * receiver: a C program that sleeps in {@code mq_receive} gets messages before a Java thread does, and a process
 * registered with {@code mq_notify} is notified even while a Java thread waits, and may then find the queue empty.
 * {@link io.ipcbox.ipc.posix The package documentation} explains why.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/mq_overview.7.html">mq_overview(7)</a>
 */
public final class PosixMessageQueue implements AutoCloseable {
    // A time in the past: the call never waits, whether the handle is non-blocking or not.
    private static final MemorySegment AT_ONCE = Arena.global().allocate(TimespecLayout.BYTES, Long.BYTES);
    private static final String SEND = "send to";
    private static final String RECEIVE = "receive from";
    private static final ThreadLocal<PosixMessageBuffer> BUFFER =
            ThreadLocal.withInitial(() -> PosixMessageBuffer.ofCapacity(0));

    private enum Outcome {
        DONE,
        MAY_WAIT,
        NON_BLOCKING
    }

    private final String name;
    private final Descriptor descriptor;
    private final Waiters waiters = new Waiters();
    private final Set<PosixQueueNotification> notifications = ConcurrentHashMap.newKeySet();
    private final int messageBytes;
    // Only ever compared with an earlier value of itself: lost or late increments do not matter, so it needs no fence.
    private final AtomicInteger timesReceived = new AtomicInteger();

    private PosixMessageQueue(String name, Descriptor descriptor) {
        this.name = name;
        this.descriptor = descriptor;
        this.messageBytes = Math.toIntExact(attributes().messageBytes());
    }

    /** Opens a queue for sending and receiving. */
    public static PosixMessageQueue open(String name) {
        return open(name, PosixAccess.READ_WRITE);
    }

    /**
     * @param name a slash, then at most 255 bytes without another slash
     * @param access what the handle may do; any other operation fails with EBADF
     * @throws IpcException ENOENT, EACCES; EINVAL or ENAMETOOLONG for an invalid name
     */
    public static PosixMessageQueue open(String name, PosixAccess access) {
        return open(
                CreationMode.OPEN_EXISTING,
                new QueueOpening(name, access, Permissions.OWNER_ONLY, PosixQueueLimits.SYSTEM_DEFAULT));
    }

    /** Opens or creates a queue of the system's default size. */
    public static PosixMessageQueue open(String name, CreationMode mode, Permissions permissions) {
        return open(name, mode, permissions, PosixQueueLimits.SYSTEM_DEFAULT);
    }

    /**
     * Opens or creates a queue, for sending and receiving.
     *
     * @param permissions for a new queue, exactly these whatever the umask
     * @param limits for a new queue; an existing one keeps its own
     * @throws IpcException ENOENT, EEXIST, EACCES; EINVAL above the system's maximum sizes; EMFILE if this user's
     *     queues would exceed RLIMIT_MSGQUEUE (or the process has no descriptor left); ENOSPC if the system has reached
     *     its maximum number of queues. The message names the limit and its value
     * @see <a href="https://man7.org/linux/man-pages/man3/mq_open.3.html">mq_open(3)</a>
     */
    public static PosixMessageQueue open(
            String name, CreationMode mode, Permissions permissions, PosixQueueLimits limits) {
        return open(name, mode, permissions, limits, PosixAccess.READ_WRITE);
    }

    /**
     * Opens or creates a queue for one direction or both. A process that only sends needs no read permission: to a
     * queue with mode {@code 0622} every user can send, and only its owner can receive.
     *
     * @param access what the handle may do; any other operation fails with EBADF
     * @throws IpcException as above; EACCES if the mode of an existing queue does not permit this access
     */
    public static PosixMessageQueue open(
            String name, CreationMode mode, Permissions permissions, PosixQueueLimits limits, PosixAccess access) {
        return open(mode, new QueueOpening(name, access, permissions, limits));
    }

    private static PosixMessageQueue open(CreationMode mode, QueueOpening opening) {
        Objects.requireNonNull(mode, "mode");
        Platform.require();
        return opening.open(mode).handTo(descriptor -> new PosixMessageQueue(opening.name(), descriptor));
    }

    /** Creates a queue, which must not exist yet. */
    public static PosixMessageQueue create(String name, Permissions permissions, PosixQueueLimits limits) {
        return open(name, CreationMode.CREATE_EXCLUSIVE, permissions, limits);
    }

    public String name() {
        return name;
    }

    /**
     * Sends a message, waiting for room.
     *
     * @param data may be empty
     * @param priority 0 to 32767; the highest is received first, and the oldest among equals
     * @param timeout how long to wait for room; zero does not wait
     * @return false if there was no room in time
     * @throws IpcException EMSGSIZE if the message is too long for the queue; EBADF if this handle is closed or
     *     read-only
     * @see <a href="https://man7.org/linux/man-pages/man3/mq_send.3.html">mq_send(3)</a>
     */
    public boolean send(byte[] data, int priority, Duration timeout) {
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(timeout, "timeout");
        PosixMessageBuffer.checkPriority(priority);
        checkLength(data.length);
        PosixMessageBuffer buffer = BUFFER.get().atLeast(data.length);
        buffer.set(data, priority);
        return send(buffer, timeout);
    }

    /** As {@link #send(byte[], int, Duration)}, from a buffer, which can be reused afterwards. */
    public boolean send(PosixMessageBuffer message, Duration timeout) {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(timeout, "timeout");
        checkLength(message.length());
        int fd = descriptor.enter();
        try {
            Outcome outcome = trySend(fd, message);
            return outcome == Outcome.DONE
                    || (outcome == Outcome.MAY_WAIT
                            && tryAgain(SEND, fd, LibcPoll.POLLOUT, timeout, () -> trySend(fd, message)));
        } finally {
            descriptor.leave();
        }
    }

    private boolean tryAgain(String verb, int fd, short event, Duration timeout, Supplier<Outcome> attempt) {
        Wait wait = descriptor.startWait(verb, Deadline.after(timeout));
        while (wait.goesOn()) {
            waiters.await(fd, event, wait.deadline());
            if (attempt.get() == Outcome.DONE) {
                return true;
            }
        }
        return false;
    }

    private void checkLength(int length) {
        if (length > messageBytes) {
            throw new IpcException(
                    SEND,
                    descriptor.object(),
                    Errno.EMSGSIZE,
                    "the message has " + length + " bytes, this queue takes " + messageBytes);
        }
    }

    private Outcome trySend(int fd, PosixMessageBuffer message) {
        while (true) {
            if (LibcMqueue.mq_timedsend(fd, message.data(), message.length(), message.priority(), AT_ONCE) == 0) {
                return Outcome.DONE;
            }
            Errno errno = LastErrno.get();
            if (errno != Errno.EINTR) {
                return refusal(SEND, errno);
            }
        }
    }

    private Outcome refusal(String verb, Errno errno) {
        return switch (errno) {
            case ETIMEDOUT -> Outcome.MAY_WAIT;
            case EAGAIN -> Outcome.NON_BLOCKING;
            // The handle is not closed: a call in progress keeps the descriptor open.
            case EBADF ->
                throw new IpcException(
                        verb, descriptor.object(), errno, "this handle was opened without the access for that");
            default -> throw new IpcException(verb, descriptor.object(), errno);
        };
    }

    /**
     * Receives the oldest message of the highest priority, waiting for one. Unlike {@code mq_receive}, a wait here does
     * not stop the kernel from notifying a process that is registered with {@code mq_notify}.
     *
     * @param timeout how long to wait; zero does not wait
     * @return the message, or empty if none came in time
     * @throws IpcException EBADF if this handle is closed or write-only
     * @see <a href="https://man7.org/linux/man-pages/man3/mq_receive.3.html">mq_receive(3)</a>
     */
    public Optional<PosixMessage> receive(Duration timeout) {
        Objects.requireNonNull(timeout, "timeout");
        PosixMessageBuffer buffer = BUFFER.get().atLeast(messageBytes);
        return receive(buffer, timeout) ? Optional.of(buffer.toMessage()) : Optional.empty();
    }

    /**
     * Receives the oldest message of the highest priority into a buffer; see {@link #newBuffer}.
     *
     * @return false if none came in time
     * @throws IpcException EMSGSIZE if the buffer is shorter than the longest message that the queue accepts
     */
    public boolean receive(PosixMessageBuffer buffer, Duration timeout) {
        Objects.requireNonNull(buffer, "buffer");
        Objects.requireNonNull(timeout, "timeout");
        int fd = descriptor.enter();
        try {
            Outcome outcome = tryReceive(fd, buffer);
            return outcome == Outcome.DONE
                    || (outcome == Outcome.MAY_WAIT
                            && tryAgain(RECEIVE, fd, LibcPoll.POLLIN, timeout, () -> tryReceive(fd, buffer)));
        } finally {
            descriptor.leave();
        }
    }

    private Outcome tryReceive(int fd, PosixMessageBuffer buffer) {
        while (true) {
            long length = LibcMqueue.mq_timedreceive(
                    fd, buffer.data(), buffer.capacityBytes(), buffer.priorityMemory(), AT_ONCE);
            if (length >= 0) {
                buffer.setLength((int) length);
                timesReceived.setRelease(timesReceived.getPlain() + 1);
                return Outcome.DONE;
            }
            Errno errno = LastErrno.get();
            if (errno == Errno.EMSGSIZE) {
                throw new IpcException(
                        RECEIVE,
                        descriptor.object(),
                        errno,
                        "the buffer holds " + buffer.capacityBytes() + " bytes, a message of this queue may have "
                                + messageBytes);
            }
            if (errno != Errno.EINTR) {
                return refusal(RECEIVE, errno);
            }
        }
    }

    /** A buffer that is large enough for every message of this queue. */
    public PosixMessageBuffer newBuffer() {
        return PosixMessageBuffer.ofCapacity(messageBytes);
    }

    /**
     * Waits for a message without taking it; another receiver may take it first.
     *
     * @return false if none came in time
     */
    public boolean awaitMessage(Duration timeout) {
        return await("wait for a message of", LibcPoll.POLLIN, Deadline.after(timeout));
    }

    /**
     * Waits for room for a message; another sender may fill it first.
     *
     * @return false if there was none in time
     */
    public boolean awaitRoom(Duration timeout) {
        return await("wait for room in", LibcPoll.POLLOUT, Deadline.after(timeout));
    }

    private boolean await(String verb, short event, Deadline deadline) {
        int fd = descriptor.enter();
        try {
            Wait wait = descriptor.startWait(verb, deadline);
            // At least once, even if the deadline has passed.
            do {
                if ((waiters.await(fd, event, deadline) & event) != 0) {
                    return true;
                }
            } while (wait.goesOn());
            return false;
        } finally {
            descriptor.leave();
        }
    }

    /**
     * Runs an action whenever there is a message, until the result or this handle is closed; see {@link
     * PosixQueueNotification}.
     */
    public PosixQueueNotification onMessage(Runnable action) {
        Objects.requireNonNull(action, "action");
        descriptor.fd(); // throws EBADF to the caller instead of on the new thread
        PosixQueueNotification notification = new PosixQueueNotification(this, action);
        notifications.add(notification);
        notification.start();
        return notification;
    }

    /** For a notification's thread; closing the queue or the notification wakes it. */
    boolean awaitMessage(Wakeup wakeup) {
        int ready = descriptor.call("wait for a message of", fd -> wakeup.await(fd, LibcPoll.POLLIN, Deadline.NEVER));
        return (ready & LibcPoll.POLLIN) != 0;
    }

    /** Changes with every message that this handle receives. */
    int timesReceived() {
        return timesReceived.get();
    }

    void forget(PosixQueueNotification notification) {
        notifications.remove(notification);
    }

    /** @throws IpcException EBADF if this handle is closed */
    public PosixQueueAttributes attributes() {
        return PosixQueueAttributes.of(descriptor);
    }

    /**
     * The queue's owner and permissions.
     *
     * @throws IpcException EBADF if this handle is closed
     */
    public FileStatus fileStatus() {
        return Statx.of(descriptor);
    }

    public long currentMessages() {
        return attributes().currentMessages();
    }

    /**
     * Stops {@link #send} and {@link #receive} on this handle from waiting, whatever their timeout; other handles are
     * unaffected.
     *
     * @see <a href="https://man7.org/linux/man-pages/man3/mq_getattr.3.html">mq_setattr(3)</a>
     */
    public void setNonBlocking(boolean nonBlocking) {
        PosixQueueAttributes.setNonBlocking(descriptor, nonBlocking);
    }

    /**
     * The descriptor's number, for C calls that poll several descriptors. Valid until {@link #close}.
     *
     * @throws IpcException EBADF if this handle is closed
     */
    public int fileDescriptor() {
        return descriptor.fd();
    }

    boolean isClosed() {
        return descriptor.isClosed();
    }

    /** As {@link #unlink(String)}, for this queue's name. Works on a closed handle too. */
    public void unlink() {
        unlink(name);
    }

    /**
     * Removes a name. Open handles keep working, and C programs that sleep in {@code mq_receive} are not woken.
     *
     * @throws IpcException ENOENT, EACCES
     * @see <a href="https://man7.org/linux/man-pages/man3/mq_unlink.3.html">mq_unlink(3)</a>
     */
    public static void unlink(String name) {
        PosixKind.MESSAGE_QUEUE.unlink(name, LibcMqueue::mq_unlink);
    }

    /** Closes this handle and ends its waits; the queue stays. */
    @Override
    public void close() {
        descriptor.close();
        waiters.close();
        notifications.forEach(PosixQueueNotification::close);
    }

    /** Kind and name, as in errors. */
    @Override
    public String toString() {
        return descriptor.object();
    }
}
