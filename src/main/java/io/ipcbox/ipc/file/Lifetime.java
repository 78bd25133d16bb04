package io.ipcbox.ipc.file;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the threads that use a resource, so that it is freed once and only when unused: the number of a closed
 * descriptor soon refers to another file, and unmapping memory during a C call crashes the JVM. Any thread may call.
 *
 * <p>The last thread to leave frees the resource. So {@link #close} does not wait, and may be called from inside.
 */
public final class Lifetime {
    private static final int CLOSED = Integer.MIN_VALUE;

    // The number of threads inside; the sign bit means closed.
    private final AtomicInteger users = new AtomicInteger();
    private final AtomicBoolean freed = new AtomicBoolean();
    private final Runnable free;

    public Lifetime(Runnable free) {
        this.free = free;
    }

    /** False if it is closed; otherwise it stays usable until {@link #leave}. */
    public boolean enter() {
        if (users.incrementAndGet() > 0) {
            return true;
        }
        leave();
        return false;
    }

    public void leave() {
        // A thread that failed to enter may also get here, after the last user has left: hence the flag.
        if (users.decrementAndGet() == CLOSED && freed.compareAndSet(false, true)) {
            free.run();
        }
    }

    /** Refuses further threads; the last one to leave frees the resource. Does nothing if it is already closed. */
    public void close() {
        if (enter()) {
            users.getAndUpdate(inside -> inside | CLOSED);
            leave();
        }
    }

    public boolean isClosed() {
        return users.get() < 0;
    }
}
