package io.ipcbox.ipc.waiting;

import io.ipcbox.ipc.WaitEndedException;
import io.ipcbox.ipc.WaitEndedException.Reason;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * One blocking call, and the rule for how it may end. It looks at its object, and as long as {@link #goesOn} says so it
 * sleeps a while and looks again. For the thread that waits.
 *
 * <p>Not for users of the library: public because other packages of it stand on it.
 */
public final class Wait {
    /** While the JVM shuts down, how long a wait sleeps in Java between two looks at its object. */
    private static final long NAP_NANOS = Duration.ofMillis(5).toNanos();

    private final String operation;
    private final Object object;
    private final BooleanSupplier closed;
    private final Deadline deadline;

    /**
     * @param operation what is waited for, a verb: {@code receive from}
     * @param object on what; its text names kind and name
     * @param closed whether the handle is closed by now
     */
    public Wait(String operation, Object object, BooleanSupplier closed, Deadline deadline) {
        this.operation = operation;
        this.object = object;
        this.closed = closed;
        this.deadline = deadline;
    }

    /** For one who waits again and again and brings a deadline each time: see {@link #goesOn(Deadline)}. */
    public Wait(String operation, Object object, BooleanSupplier closed) {
        this(operation, object, closed, Deadline.NEVER);
    }

    /** When it ends at the latest. */
    public Deadline deadline() {
        return deadline;
    }

    /**
     * True to sleep and look again; false when the time is up.
     *
     * @throws WaitEndedException when the thread is interrupted or the handle is closed
     */
    public boolean goesOn() {
        return goesOn(deadline);
    }

    /** The same, until another moment. */
    public boolean goesOn(Deadline until) {
        if (until.hasPassed()) {
            return false;
        }
        check();
        return true;
    }

    /** @throws WaitEndedException when the thread is interrupted or the handle is closed */
    public void check() {
        if (closed.getAsBoolean()) {
            throw new WaitEndedException(operation, object.toString(), Reason.CLOSED);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new WaitEndedException(operation, object.toString(), Reason.INTERRUPTED);
        }
    }

    /** True when {@link #check} would throw. */
    public boolean isEnded() {
        return closed.getAsBoolean() || Thread.currentThread().isInterrupted();
    }

    /** Sleeps in Java, at most that long and no longer than the time left; an interrupt ends it. */
    public void park(long nanos) {
        LockSupport.parkNanos(object, deadline.sleepNanos(nanos));
    }

    /** As {@link #nextSleepNanos}, with {@link Deadline#SLICE_NANOS} for the longest. */
    public long nextSliceNanos() {
        return nextSleepNanos(Deadline.SLICE_NANOS);
    }

    /**
     * How long the next sleep in the kernel is, one that an interrupt does not end: in nanoseconds, and no longer than the
     * time left. While the JVM shuts down it is 0, to look without sleeping, and the sleep takes place here, in Java.
     */
    public long nextSleepNanos(long longest) {
        if (ShutdownWatch.isShuttingDown()) {
            nap(object, deadline.remainingNanos());
            return 0;
        }
        return deadline.sleepNanos(longest);
    }

    /** The sleep between two looks while the JVM shuts down: in a C call this thread would hold the exit up. */
    static void nap(Object blocker, long longest) {
        LockSupport.parkNanos(blocker, Math.min(NAP_NANOS, longest));
    }
}
