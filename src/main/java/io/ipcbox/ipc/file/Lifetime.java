package io.ipcbox.ipc.file;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts who is inside a resource, so that it is freed once and only when nobody is: the number of a closed descriptor
 * soon means another file, and memory that is unmapped under a C call takes the JVM with it. Any thread may call.
 *
 * <p>The last one out frees. So {@link #close} waits for nobody, and may be called from inside.
 *
 * <p>Not for users of the library: public because other packages of it stand on it.
 */
public final class Lifetime {
    private static final int CLOSED = Integer.MIN_VALUE;

    // How many are inside; with the sign bit, nobody may enter any more.
    private final AtomicInteger users = new AtomicInteger();
    private final AtomicBoolean freed = new AtomicBoolean();
    private final Runnable free;

    public Lifetime(Runnable free) {
        this.free = free;
    }

    /** False when it is closed; else it stays usable until {@link #leave}. */
    public boolean enter() {
        if (users.incrementAndGet() > 0) {
            return true;
        }
        leave();
        return false;
    }

    public void leave() {
        // Whoever failed to enter may come by here too, after the last user has left: hence the flag.
        if (users.decrementAndGet() == CLOSED && freed.compareAndSet(false, true)) {
            free.run();
        }
    }

    /** Nobody enters any more, and whoever is the last to leave frees. Harmless when it is closed. */
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
