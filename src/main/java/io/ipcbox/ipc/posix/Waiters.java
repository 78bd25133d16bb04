package io.ipcbox.ipc.posix;

import io.ipcbox.ipc.waiting.Deadline;
import io.ipcbox.ipc.waiting.Wakeup;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Any number of threads that wait for descriptors of one object, each with a {@link Wakeup} to itself, so that an
 * interrupt ends the wait of the thread it was meant for. An eventfd is made for the first wait and used again by later
 * ones: there are as many as threads have been waiting at once. {@link #close} frees them.
 */
final class Waiters implements AutoCloseable {
    private final Deque<Wakeup> idle = new ArrayDeque<>();
    private final Set<Wakeup> busy = new HashSet<>();
    private boolean closed;

    /**
     * As {@link Wakeup#await}. It may also return for no reason: the caller looks at what it waits for, and calls again.
     *
     * @return what the descriptor is ready for, 0 if it is not
     */
    short await(int fd, short events, Deadline deadline) {
        Wakeup wakeup = take();
        if (wakeup == null) {
            return 0;
        }
        try {
            return wakeup.await(fd, events, deadline);
        } finally {
            giveBack(wakeup);
        }
    }

    private synchronized @Nullable Wakeup take() {
        if (closed) {
            return null;
        }
        Wakeup wakeup = idle.isEmpty() ? new Wakeup() : idle.pop();
        busy.add(wakeup);
        return wakeup;
    }

    private synchronized void giveBack(Wakeup wakeup) {
        busy.remove(wakeup);
        if (!closed) {
            idle.push(wakeup);
        }
    }

    /** Ends all waits that are under way, and every later one at once. Returns when no thread waits any more. */
    @Override
    public void close() {
        List<Wakeup> all;
        synchronized (this) {
            closed = true;
            all = new ArrayList<>(idle);
            all.addAll(busy);
            idle.clear();
        }
        all.forEach(Wakeup::close);
    }
}
