package io.ipcbox.ipc.waiting;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Waits that must complete, because something is freed afterwards. Any thread may call.
 */
public final class Uninterrupted {
    private Uninterrupted() {}

    /** A wait that can be restarted: it returns at once if there is nothing to wait for. */
    @FunctionalInterface
    public interface Waiting {
        void run() throws InterruptedException;
    }

    /** Returns when the thread has ended; at once if there is none or it is the calling thread. */
    public static void join(@Nullable Thread thread) {
        if (thread != null && !thread.equals(Thread.currentThread())) {
            run(thread::join);
        }
    }

    /** Restarts the wait whenever an interrupt ends it, and restores the interrupt status afterwards. */
    public static void run(Waiting wait) {
        Objects.requireNonNull(wait, "wait");
        boolean interrupted = false;
        while (true) {
            try {
                wait.run();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
