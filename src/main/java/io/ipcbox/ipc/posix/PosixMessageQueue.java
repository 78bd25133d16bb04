package io.ipcbox.ipc.posix;

import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.file.Descriptor;
import io.ipcbox.ipc.file.FileStatus;
import io.ipcbox.ipc.file.PosixAccess;
import io.ipcbox.ipc.libc.LastErrno;
import io.ipcbox.ipc.libc.LibcMqueue;
import io.ipcbox.ipc.libc.LibcPoll;
import io.ipcbox.ipc.libc.Platform;
import io.ipcbox.ipc.libc.TimespecLayout;
import io.ipcbox.ipc.waiting.Deadline;
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
 * A POSIX message queue: messages with a priority, in the kernel, until somebody takes them. The queue outlives every
 * process; whoever made it calls {@link #unlink}. After that nobody can open it, and it is gone when the last handle is.
 *
 * <p>Any thread may call, virtual ones too, and any number at once. A wait ends when the time is up, on the monotonic
 * clock; on {@code Thread.interrupt} and on {@link #close} by another thread it is a {@link
 * io.ipcbox.ipc.WaitEndedException}. Neither a signal nor the shutdown of the JVM ends it.
 *
 * <p>A wait polls the queue and then takes what is there, so that an interrupt or a close ends it at once. Therefore the
 * kernel does not count it as a receiver: a C program that sleeps in {@code mq_receive} is handed a message directly and
 * comes before a Java thread, and a process registered with {@code mq_notify} is told of a message although a Java thread
 * waits, and may find the queue empty by then. {@link io.ipcbox.ipc.posix The package} says why.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/mq_overview.7.html">mq_overview(7)</a>
 */
public final class PosixMessageQueue implements AutoCloseable {
    // A moment that has passed: the call asks once, whether the handle is non-blocking or not.
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
    // Only to be compared with itself: an increment that is lost to another thread does not matter, nor does one that
    // is seen late; so it needs no fence.
    private final AtomicInteger timesReceived = new AtomicInteger();

    private PosixMessageQueue(String name, Descriptor descriptor) {
        this.name = name;
        this.descriptor = descriptor;
        this.messageBytes = Math.toIntExact(attributes().messageBytes());
    }

    /**
     * Opens a queue for sending and receiving.
     *
     * @param name a slash and at most 255 bytes without another one
     * @throws IpcException ENOENT, EACCES; EINVAL or ENAMETOOLONG for a name that none can have
     */
    public static PosixMessageQueue open(String name) {
        return open(name, PosixAccess.READ_WRITE);
    }

    /**
     * Opens a queue.
     *
     * @param access what the handle may do; the wrong operation is EBADF later
     * @throws IpcException ENOENT, EACCES; EINVAL or ENAMETOOLONG for a name that none can have
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
     * @throws IpcException ENOENT, EEXIST, EACCES; EINVAL above the system's largest sizes; EMFILE when this user's
     *     queues would take more than RLIMIT_MSGQUEUE (or the process has no descriptor left); ENOSPC when the system has as
     *     many queues as it may have. The message says which limit it was, and its value
     * @see <a href="https://man7.org/linux/man-pages/man3/mq_open.3.html">mq_open(3)</a>
     */
    public static PosixMessageQueue open(
            String name, CreationMode mode, Permissions permissions, PosixQueueLimits limits) {
        return open(name, mode, permissions, limits, PosixAccess.READ_WRITE);
    }

    /**
     * Opens or creates a queue for one direction or both. A process that only sends needs no permission to read: {@code
     * 0622} is a queue to which all may send and from which its owner alone receives.
     *
     * @param access what the handle may do; the wrong operation is EBADF later
     * @throws IpcException as above; EACCES when the mode of an existing queue does not permit this access
     */
    public static PosixMessageQueue open(
            String name, CreationMode mode, Permissions permissions, PosixQueueLimits limits, PosixAccess access) {
        return open(mode, new QueueOpening(name, access, permissions, limits));
    }

    private static PosixMessageQueue open(CreationMode mode, QueueOpening opening) {
        Objects.requireNonNull(mode, "mode");
        Platform.require();
        Descriptor descriptor = opening.open(mode);
        try {
            return new PosixMessageQueue(opening.name(), descriptor);
        } catch (RuntimeException e) {
            descriptor.close();
            throw e;
        }
    }

    /** Creates a queue that must not exist yet. */
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
     * @param priority 0 to 32767; the highest is received first, among equals the oldest
     * @param timeout how long to wait for room; zero asks once
     * @return false when there was no room in time
     * @throws IpcException EMSGSIZE if it is longer than the queue takes; EBADF if this handle is closed or read-only
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

    /** Sends the message in a buffer, which is free again afterwards. Otherwise as {@link #send(byte[], int, Duration)}. */
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
            // Not closed: whoever is inside keeps the descriptor open.
            case EBADF ->
                throw new IpcException(
                        verb, descriptor.object(), errno, "this handle was opened without the access for that");
            default -> throw new IpcException(verb, descriptor.object(), errno);
        };
    }

    /**
     * Takes the oldest message of the highest priority, waiting for one. Unlike a wait in {@code mq_receive}, it does not
     * keep the kernel from notifying a process that is registered with {@code mq_notify}.
     *
     * @param timeout how long to wait for one; zero asks once
     * @return the message, or empty when none came in time
     * @throws IpcException EBADF if this handle is closed or write-only
     * @see <a href="https://man7.org/linux/man-pages/man3/mq_receive.3.html">mq_receive(3)</a>
     */
    public Optional<PosixMessage> receive(Duration timeout) {
        Objects.requireNonNull(timeout, "timeout");
        PosixMessageBuffer buffer = BUFFER.get().atLeast(messageBytes);
        return receive(buffer, timeout) ? Optional.of(buffer.toMessage()) : Optional.empty();
    }

    /**
     * Takes the oldest message of the highest priority into a buffer; see {@link #newBuffer}.
     *
     * @return false when none came in time
     * @throws IpcException EMSGSIZE if the buffer is shorter than the longest message the queue takes
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
                noteReceived();
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

    private void noteReceived() {
        timesReceived.setRelease(timesReceived.getPlain() + 1);
    }

    /** A buffer that takes every message of this queue. */
    public PosixMessageBuffer newBuffer() {
        return PosixMessageBuffer.ofCapacity(messageBytes);
    }

    /**
     * Waits until there is a message, and leaves it there; somebody else may take it before the caller does.
     *
     * @return false when none came in time
     */
    public boolean awaitMessage(Duration timeout) {
        return await("wait for a message of", LibcPoll.POLLIN, Deadline.after(timeout));
    }

    /**
     * Waits until there is room for a message; somebody else may fill it before the caller does.
     *
     * @return false when there was none in time
     */
    public boolean awaitRoom(Duration timeout) {
        return await("wait for room in", LibcPoll.POLLOUT, Deadline.after(timeout));
    }

    private boolean await(String verb, short event, Deadline deadline) {
        int fd = descriptor.enter();
        try {
            Wait wait = descriptor.startWait(verb, deadline);
            // At least once, to ask.
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
     * Runs an action whenever there is a message, until the result or this handle is closed. See {@link
     * PosixQueueNotification} for what the action must do.
     */
    public PosixQueueNotification onMessage(Runnable action) {
        Objects.requireNonNull(action, "action");
        descriptor.fd(); // EBADF here, and not on a thread that nobody sees
        PosixQueueNotification notification = new PosixQueueNotification(this, action);
        notifications.add(notification);
        notification.start();
        return notification;
    }

    /** For the thread of a notification, which closing the queue or the notification wakes. */
    boolean awaitMessage(Wakeup wakeup) {
        int fd = descriptor.enter();
        try {
            return (wakeup.await(fd, LibcPoll.POLLIN, Deadline.NEVER) & LibcPoll.POLLIN) != 0;
        } finally {
            descriptor.leave();
        }
    }

    /** Changes whenever this handle received something. */
    int timesReceived() {
        return timesReceived.get();
    }

    void forget(PosixQueueNotification notification) {
        notifications.remove(notification);
    }

    /**
     * The queue as it is now.
     *
     * @throws IpcException EBADF if this handle is closed
     */
    public PosixQueueAttributes attributes() {
        return PosixQueueAttributes.of(descriptor);
    }

    /**
     * The queue's owner and permissions, as those of a file.
     *
     * @throws IpcException EBADF if this handle is closed
     */
    public FileStatus fileStatus() {
        return FileStatus.of(descriptor);
    }

    /** How many messages are in it now. */
    public long currentMessages() {
        return attributes().currentMessages();
    }

    /**
     * Makes {@link #send} and {@link #receive} on this handle ask once, whatever their timeout; other handles go on as
     * they are.
     *
     * @see <a href="https://man7.org/linux/man-pages/man3/mq_getattr.3.html">mq_setattr(3)</a>
     */
    public void setNonBlocking(boolean nonBlocking) {
        PosixQueueAttributes.setNonBlocking(descriptor, nonBlocking);
    }

    /**
     * The descriptor's number, for C calls that poll several at once. It means this queue until {@link #close}.
     *
     * @throws IpcException EBADF if this handle is closed
     */
    public int fileDescriptor() {
        return descriptor.fd();
    }

    boolean isClosed() {
        return descriptor.isClosed();
    }

    /** Removes the name of this queue; see {@link #unlink(String)}. Works on a closed handle too. */
    public void unlink() {
        unlink(name);
    }

    /**
     * Removes a name. Open handles keep working, also of C programs that sleep in {@code mq_receive}: they are not woken.
     *
     * @throws IpcException ENOENT, EACCES
     * @see <a href="https://man7.org/linux/man-pages/man3/mq_unlink.3.html">mq_unlink(3)</a>
     */
    public static void unlink(String name) {
        PosixKind.MESSAGE_QUEUE.unlink(name, LibcMqueue::mq_unlink);
    }

    /** Lets go of the queue in this process, ending waits that are under way; the queue stays. */
    @Override
    public void close() {
        descriptor.close();
        waiters.close();
        notifications.forEach(PosixQueueNotification::close);
    }

    /** Kind and name, as errors call it. */
    @Override
    public String toString() {
        return descriptor.object();
    }
}
