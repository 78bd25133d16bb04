package io.ipcbox.ipc.posix;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.WaitEndedException;
import io.ipcbox.ipc.waiting.Deadline;
import io.ipcbox.ipc.waiting.Wait;
import io.ipcbox.ipc.waiting.Wakeup;
import java.time.Duration;

/**
 * Runs an action on a thread of its own whenever a queue is not empty. The action takes messages, as many as it likes;
 * when it returns the queue is looked at again, so what arrived meanwhile is not missed. An action that takes none is
 * called again after a pause of 10 ms. An exception that leaves it ends the notification and goes to the thread's
 * uncaught-exception handler. An interrupt of the thread ends it too, without one, also while the action waits. Any
 * thread may close, the action itself included.
 *
 * <p>Not mq_notify(3): that serves one process per queue, once; it is silent while anybody is waiting in {@code
 * mq_receive}, and about a message that arrives before it is asked for again; and it needs a signal handler, or a thread
 * of the C library, in the JVM. The queue can be polled instead, by any number of processes and without a gap. A process
 * that is registered with mq_notify is told of each message too, and either of the two may take it.
 */
public final class PosixQueueNotification implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final PosixMessageQueue queue;
    private final Runnable action;
    private final Wakeup wakeup = new Wakeup();
    private final Wait wait;
    private volatile boolean closed;

    PosixQueueNotification(PosixMessageQueue queue, Runnable action) {
        this.queue = queue;
        this.action = action;
        this.wait = new Wait("wait for a message of", queue, () -> closed || queue.isClosed(), Deadline.NEVER);
    }

    void start() {
        Thread.ofPlatform().daemon().name("ipcbox-notify " + queue.name()).start(this::run);
    }

    private void run() {
        try (wakeup) {
            while (!wait.isEnded()) {
                if (queue.awaitMessage(wakeup) && !wait.isEnded()) {
                    runOnce();
                }
            }
        } catch (IpcException e) {
            if (e.errno() != Errno.EBADF || !queue.isClosed()) {
                throw e;
            }
        } finally {
            queue.forget(this);
        }
    }

    private void runOnce() {
        long messages = queue.currentMessages();
        int received = queue.timesReceived();
        try {
            action.run();
        } catch (WaitEndedException e) {
            // A wait of the action's that the interrupt ended, or the close of the queue: so is the notification.
            if (!wait.isEnded()) {
                throw e;
            }
        }
        // A message taken through another handle shows in the number of messages, unless one more came in.
        if (!wait.isEnded() && received == queue.timesReceived() && queue.currentMessages() >= messages) {
            wakeup.await(-1, (short) 0, Deadline.after(PAUSE));
        }
    }

    /** Ends it: the action is not started again. One that is running goes on to its end. */
    @Override
    public void close() {
        closed = true;
        wakeup.wake();
    }
}
