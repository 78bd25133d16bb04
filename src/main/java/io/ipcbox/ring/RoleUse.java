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
 * Lets one thread at a time use a role of a ring, and keeps the ring's memory mapped while it does. {@link #enter} and
 * {@link Turn#close} are passed for every message and cost a nanosecond or two; a change of thread, a look from outside
 * ({@link #visit}) and {@link #close} are rare and pay for that.
 *
 * <p>The thread that used the role last has its {@link Turn}. When it enters, it stores there that it is inside, passes
 * the light fence, and looks whether the turn is still its own. Another thread that wants to enter stores a turn of its
 * own, passes the heavy fence, and looks whether the thread before it is inside (Dekker's pattern). So of two threads at
 * the same time one is refused and does no harm, while the role goes from thread to thread between calls by itself.
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

        // Null after the close: then it is no thread's.
        private final @Nullable Thread thread;

        private boolean inside;

        private Turn(@Nullable Thread thread) {
            this.thread = thread;
        }

        /** Release: every access to the memory is over before others see this thread outside. */
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
            "the kernel refused the barrier (membarrier) without which one thread cannot tell whether another is inside;"
                    + " try again, or use it from the thread that did before";

    private final String object;
    private volatile Turn turn = new Turn(Thread.currentThread());

    // All below, and changes of the above, under the monitor. Whose turn it was when the role was closed:
    private volatile @Nullable Turn last;
    // What is done with the memory when that one has left, in this order.
    private final Queue<Runnable> farewells = new ArrayDeque<>();
    private boolean over;

    /** @param object what is used, for errors */
    RoleUse(String object) {
        this.object = object;
    }

    /**
     * The calling thread comes in; it must leave the turn again.
     *
     * @throws IpcException EBADF when the role was given up; EAGAIN when the kernel refuses the barrier that a change of
     *     thread needs
     * @throws ConcurrentModificationException when another thread is inside
     * @throws IllegalStateException when this thread is inside already
     */
    Turn enter() {
        Turn mine = turn;
        while (true) {
            if (!mine.isOf(Thread.currentThread()) || mine.inside) {
                mine = takeOver();
            }
            Turn.INSIDE.setOpaque(mine, true);
            // Either this thread sees that it has lost the turn, or the thread that takes it sees this one inside.
            AsymmetricFence.light();
            Turn now = turn;
            if (now == mine) {
                return mine;
            }
            mine.close();
            mine = now;
        }
    }

    /** The slow way in: another thread was the last to use the role, or it is closed, or this one is inside. */
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

    /** Any thread looks in, unless the role was given up. */
    synchronized void visit(Runnable action) {
        if (!isClosed()) {
            action.run();
        }
    }

    /** As above, for an answer. */
    synchronized <T> T visit(Supplier<T> question, T whenClosed) {
        return isClosed() ? whenClosed : question.get();
    }

    /**
     * Lets no thread in any more. Returns when none is inside and the memory may go; called by the thread that is inside,
     * it returns at once, and the rest is done when that {@linkplain #leaveAfterHandler leaves}.
     *
     * @param nudge what gets the thread inside to leave; called now and then
     * @param giveUp what is done with the memory then; only the first close's
     * @param next what is done after that, by every close
     */
    void close(Runnable nudge, Runnable giveUp, Runnable next) {
        Turn inside = shut(giveUp, next);
        if (!inside.isOf(Thread.currentThread()) || !inside.isInside()) {
            awaitLeaving(inside, nudge);
            sayFarewell();
        }
    }

    private synchronized Turn shut(Runnable giveUp, Runnable next) {
        Turn inside = last;
        if (inside == null) {
            inside = turn;
            last = inside;
            turn = new Turn(null);
            farewells.add(giveUp);
        }
        farewells.add(next);
        return inside;
    }

    private void awaitLeaving(Turn inside, Runnable nudge) {
        Uninterrupted.run(() -> {
            long pause = FIRST_LOOK_NANOS;
            // Without the fence a thread may have come in unseen: then the memory stays.
            while (!AsymmetricFence.heavyHere() || inside.isInside()) {
                nudgeUnlessOver(nudge);
                TimeUnit.NANOSECONDS.sleep(pause);
                // The nudge wakes every reader of the ring, and a handler may take long.
                pause = Math.min(2 * pause, LONGEST_LOOK_NANOS);
            }
        });
    }

    private synchronized void nudgeUnlessOver(Runnable nudge) {
        if (!over) {
            nudge.run();
        }
    }

    private synchronized void sayFarewell() {
        over = true;
        for (Runnable next = farewells.poll(); next != null; next = farewells.poll()) {
            next.run();
        }
    }

    /** As {@link Turn#close}, after a handler that may have closed the role. */
    void leaveAfterHandler(Turn mine) {
        try {
            if (isClosed()) {
                sayFarewell();
            }
        } finally {
            mine.close();
        }
    }
}
