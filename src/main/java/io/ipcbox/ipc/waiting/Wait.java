package io.ipcbox.ipc.waiting;

import io.ipcbox.ipc.Deadline;
import io.ipcbox.ipc.WaitEndedException;
import io.ipcbox.ipc.WaitEndedException.Reason;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * One blocking call, and the rule for how it may end: it checks its object, and as long as {@link #goesOn} returns true
 * it sleeps a while and checks again. For the waiting thread.
 */
public final class Wait {
    /** How long a wait sleeps in Java between two checks while the JVM shuts down. */
    private static final long NAP_NANOS = Duration.ofMillis(5).toNanos();

    private final String operation;
    private final Object object;
    private final BooleanSupplier closed;
    private final Deadline deadline;

    /**
     * @param operation the operation that waits, a verb: {@code receive from}
     * @param object its object; {@code toString} returns kind and name
     * @param closed whether the handle has been closed
     */
    public Wait(String operation, Object object, BooleanSupplier closed, Deadline deadline) {
        this.operation = operation;
        this.object = object;
        this.closed = closed;
        this.deadline = deadline;
    }

    /** For repeated waits, each with a deadline of its own: see {@link #goesOn(Deadline)}. */
    public Wait(String operation, Object object, BooleanSupplier closed) {
        this(operation, object, closed, Deadline.NEVER);
    }

    /** When the wait ends at the latest. */
    public Deadline deadline() {
        return deadline;
    }

    /**
     * True to sleep and check again; false when the time is up.
     *
     * @throws WaitEndedException if the thread is interrupted or the handle is closed
     */
    public boolean goesOn() {
        return goesOn(deadline);
    }

    /** As {@link #goesOn()}, with another deadline. */
    public boolean goesOn(Deadline until) {
        if (until.hasPassed()) {
            return false;
        }
        check();
        return true;
    }

    /** @throws WaitEndedException if the thread is interrupted or the handle is closed */
    public void check() {
        if (closed.getAsBoolean()) {
            throw new WaitEndedException(operation, object.toString(), Reason.CLOSED);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new WaitEndedException(operation, object.toString(), Reason.INTERRUPTED);
        }
    }

    /** True if {@link #check} would throw. */
    public boolean isEnded() {
        return closed.getAsBoolean() || Thread.currentThread().isInterrupted();
    }

    /** Sleeps in Java for the given time, limited by the deadline; an interrupt ends it. */
    public void park(long nanos) {
        LockSupport.parkNanos(object, deadline.sleepNanos(nanos));
    }

    /** As {@link #nextSleepNanos}, with {@link Deadline#SLICE_NANOS} as the maximum. */
    public long nextSliceNanos() {
        return nextSleepNanos(Deadline.SLICE_NANOS);
    }

    /**
     * The length of the next uninterruptible sleep in the kernel, in nanoseconds, limited by the deadline. While the
     * JVM shuts down, this method sleeps briefly in Java and returns 0, to check without sleeping.
     */
    public long nextSleepNanos(long longest) {
        if (ShutdownWatch.isShuttingDown()) {
            nap(object, deadline.remainingNanos());
            return 0;
        }
        return deadline.sleepNanos(longest);
    }

    /** The sleep between two checks while the JVM shuts down: in a C call this thread would delay the exit. */
    static void nap(Object blocker, long longest) {
        LockSupport.parkNanos(blocker, Math.min(NAP_NANOS, longest));
    }
}
