package io.ipcbox.ring;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.waiting.AsymmetricFence;
import io.ipcbox.ipc.waiting.Uninterrupted;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.ConcurrentModificationException;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets one thread at a time use a role of a ring, and keeps the ring's memory mapped meanwhile. {@link #enter} and
 * {@link Turn#close} are called for every message and cost a nanosecond or two. In return, the rare operations are
 * expensive: a change of thread, access from another thread ({@link #visit}) and {@link #close}.
 *
 * <p>The thread that used the role last has its {@link Turn}. To enter, it stores in the turn that it is inside, passes
 * the light fence, and checks that the turn is still the current one. Another thread stores a turn of its own, passes
 * the heavy fence, and checks whether the previous thread is inside (Dekker's pattern). So if two threads enter at the
 * same time, one of them is refused without any effect; between calls, the role passes from thread to thread
 * automatically.
 */
final class RoleUse {
    /** One thread's stay in the role. */
    static final class Turn implements AutoCloseable {
        private static final VarHandle INSIDE;

        static {
            try {
                INSIDE = MethodHandles.lookup()
                        .findVarHandle(Turn.class, "inside", boolean.class)
                        .withInvokeExactBehavior();
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        // Null after the close: then no thread has the turn.
        private final @Nullable Thread thread;
        private boolean inside;

        private Turn(@Nullable Thread thread) {
            this.thread = thread;
        }

        /** Release: all accesses to the memory are complete before other threads see this one outside. */
        @Override
        public void close() {
            INSIDE.setRelease(this, false);
        }

        private boolean isInside() {
            return (boolean) INSIDE.getAcquire(this);
        }

        @SuppressWarnings("ReferenceEquality") // a thread is itself, whatever its class makes of equals
        private boolean isOf(Thread caller) {
            return thread == caller;
        }
    }

    private static final long FIRST_LOOK_NANOS = 50_000;
    private static final long LONGEST_LOOK_NANOS = 4_000_000;
    private static final String UNSEEN =
            "the kernel refused the barrier (membarrier) that a change of thread needs; try again, or use it from the"
                    + " same thread as before";

    private final String object;
    private volatile Turn turn = new Turn(Thread.currentThread());

    // The turn at the time of the close. This and the following, and changes of the above, under the monitor.
    private volatile @Nullable Turn last;
    // What to do with the memory when that thread has left, in this order.
    private final Queue<Runnable> cleanups = new ArrayDeque<>();
    private boolean over;

    /** @param object kind and name, for errors */
    RoleUse(String object) {
        this.object = object;
    }

    /**
     * Enters the role; the calling thread must close the turn.
     *
     * @throws IpcException EBADF if the role was given up; EAGAIN if the kernel refuses the barrier that a change of
     *     thread needs
     * @throws ConcurrentModificationException if another thread is inside
     * @throws IllegalStateException if this thread is already inside
     */
    Turn enter() {
        Turn mine = turn;
        while (true) {
            if (!mine.isOf(Thread.currentThread()) || mine.inside) {
                mine = takeOver();
            }
            Turn.INSIDE.setOpaque(mine, true);
            // Either this thread sees that it has lost the turn, or the thread that took it sees this one inside.
            AsymmetricFence.light();
            Turn now = turn;
            if (now == mine) {
                return mine;
            }
            mine.close();
            mine = now;
        }
    }

    /** The slow path: another thread used the role last, or it is closed, or this thread is already inside. */
    private synchronized Turn takeOver() {
        if (isClosed()) {
            throw new IpcException("use", object, Errno.EBADF, "it was closed; open it again");
        }
        Thread caller = Thread.currentThread();
        Turn previous = turn;
        if (previous.isOf(caller)) {
            if (previous.inside) {
                throw new IllegalStateException("a message handler called the reader that was calling it, of " + object
                        + "; return from the handler first, or read with another handle of the ring");
            }
            return previous;
        }
        Turn mine = new Turn(caller);
        turn = mine;
        boolean seen = AsymmetricFence.heavyHere();
        if (!seen || previous.isInside()) {
            turn = previous;
            if (!seen) {
                throw new IpcException("use", object, Errno.EAGAIN, UNSEEN);
            }
            throw new ConcurrentModificationException(name(caller) + " called while " + name(previous.thread)
                    + " was using the same reader or writer of " + object
                    + "; call it from one thread at a time, or give each thread a handle of its own");
        }
        return mine;
    }

    private static String name(@Nullable Thread thread) {
        return thread == null ? "no thread" : "thread \"" + thread.getName() + "\" (" + thread.threadId() + ")";
    }

    boolean isClosed() {
        return last != null;
    }

    /** Runs an action of any thread, unless the role was given up. */
    synchronized void visit(Runnable action) {
        if (!isClosed()) {
            action.run();
        }
    }

    /** As above, with a result. */
    synchronized <T> T visit(Supplier<T> question, T whenClosed) {
        return isClosed() ? whenClosed : question.get();
    }

    /**
     * Closes the role to all threads. Returns when none is inside and the memory can be unmapped. If the calling thread
     * is inside, it returns at once, and the rest is done when that thread {@linkplain #leaveAfterHandler leaves}.
     *
     * @param nudge makes the thread inside leave; called repeatedly
     * @param giveUp then runs once, for the first close
     * @param next runs after that, for every close
     */
    void close(Runnable nudge, Runnable giveUp, Runnable next) {
        Turn inside = shut(giveUp, next);
        if (!inside.isOf(Thread.currentThread()) || !inside.isInside()) {
            awaitLeaving(inside, nudge);
            cleanUp();
        }
    }

    private synchronized Turn shut(Runnable giveUp, Runnable next) {
        Turn inside = last;
        if (inside == null) {
            inside = turn;
            last = inside;
            turn = new Turn(null);
            cleanups.add(giveUp);
        }
        cleanups.add(next);
        return inside;
    }

    private void awaitLeaving(Turn inside, Runnable nudge) {
        Uninterrupted.run(() -> {
            long pause = FIRST_LOOK_NANOS;
            // Without the fence, a thread may have entered unseen: the memory must stay.
            while (!AsymmetricFence.heavyHere() || inside.isInside()) {
                nudgeUnlessOver(nudge);
                TimeUnit.NANOSECONDS.sleep(pause);
                // Ever longer pauses: the nudge wakes every reader of the ring, and a handler may take long.
                pause = Math.min(2 * pause, LONGEST_LOOK_NANOS);
            }
        });
    }

    private synchronized void nudgeUnlessOver(Runnable nudge) {
        if (!over) {
            nudge.run();
        }
    }

    private synchronized void cleanUp() {
        over = true;
        for (Runnable next = cleanups.poll(); next != null; next = cleanups.poll()) {
            next.run();
        }
    }

    /** Closes a turn in which a handler may have closed the role. */
    void leaveAfterHandler(Turn mine) {
        try {
            if (isClosed()) {
                cleanUp();
            }
        } finally {
            mine.close();
        }
    }
}
