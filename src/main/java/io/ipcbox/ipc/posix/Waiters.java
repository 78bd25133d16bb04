package io.ipcbox.ipc.posix;

import io.ipcbox.ipc.Deadline;
import io.ipcbox.ipc.waiting.Wakeup;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Waits of any number of threads for descriptors of one object. Each wait has a {@link Wakeup} of its own, so that an
 * interrupt ends only the wait of its thread. Wakeups are reused: there are as many as threads have waited at once.
 * {@link #close} frees them.
 */
final class Waiters implements AutoCloseable {
    private final Deque<Wakeup> idle = new ArrayDeque<>();
    private final Set<Wakeup> busy = new HashSet<>();
    private boolean closed;

    /**
     * As {@link Wakeup#await}. Spurious returns are possible: the caller checks its condition and calls again.
     *
     * @return the events that the descriptor is ready for, or 0
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

    /** Ends all current and later waits. Returns when no thread waits any more. */
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
