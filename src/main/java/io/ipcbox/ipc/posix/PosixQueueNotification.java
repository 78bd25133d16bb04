package io.ipcbox.ipc.posix;

import io.ipcbox.ipc.Deadline;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.WaitEndedException;
import io.ipcbox.ipc.waiting.Wait;
import io.ipcbox.ipc.waiting.Wakeup;
import java.time.Duration;

/**
 * Runs an action on a thread of its own whenever a queue is not empty. The action receives as many messages as it
 * likes; when it returns, the queue is checked again, so no message is missed. An action that receives none is called
 * again after 10 ms. If the action throws, the notification ends and the exception goes to the thread's
 * uncaught-exception handler. An interrupt of the thread ends it without an exception, even while the action waits. Any
 * thread may close, the action included.
 *
 * <p>It does not use mq_notify(3), which serves one process per queue, once; stays silent while a receiver sleeps in
 * {@code mq_receive}; misses messages that arrive before it is registered again; and needs a signal handler or a C
 * library thread in the JVM. Polling serves any number of processes without a gap. A process registered with mq_notify
 * is notified of each message as well, and either of the two may receive it.
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
            // An interrupt, or closing the queue, ended a wait in the action: it ends the notification too.
            if (!wait.isEnded()) {
                throw e;
            }
        }
        // A message received through another handle shows in the number of messages, unless another one has arrived.
        if (!wait.isEnded() && received == queue.timesReceived() && queue.currentMessages() >= messages) {
            wakeup.await(-1, (short) 0, Deadline.after(PAUSE));
        }
    }

    /** Ends the notification. An action that is running completes. */
    @Override
    public void close() {
        closed = true;
        wakeup.wake();
    }
}
