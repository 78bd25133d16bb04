package io.ipcbox.ipc.waiting;

import java.util.Objects;

/**
 * Waits that must come to their end, because something is freed after them. Any thread may call.
 *
 * <p>Not for users of the library: public because other packages stand on it.
 */
public final class Uninterrupted {
    private Uninterrupted() {}

    /** A wait that ends at once if it is begun again when there is nothing to wait for. */
    @FunctionalInterface
    public interface Waiting {
        void run() throws InterruptedException;
    }

    /** Begins the wait again as often as an interrupt ends it; the thread is interrupted afterwards, if it was before. */
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
