package io.ipcbox.ring;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.waiting.AsymmetricFence;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Keeps a role's memory mapped while somebody is inside. The role's own thread passes {@link #enter} and {@link #leave}
 * for every message, which must cost next to nothing; other threads look in seldom, under the monitor. {@link #close}
 * shuts the door, then waits until it is empty.
 */
final class RoleUse {
    private static final VarHandle INSIDE;

    static {
        try {
            INSIDE = MethodHandles.lookup()
                    .findVarHandle(RoleUse.class, "inside", boolean.class)
                    .withInvokeExactBehavior();
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final long LOOK_NANOS = 50_000;

    private final String object;

    @SuppressWarnings("UnusedVariable") // by its handle
    private boolean inside;

    private volatile boolean closed;

    /** @param object what is used, for the error after the close */
    RoleUse(String object) {
        this.object = object;
    }

    /**
     * The role's own thread comes in; it must {@link #leave} again.
     *
     * @throws IpcException EBADF when the role was given up
     */
    void enter() {
        INSIDE.setOpaque(this, true);
        // Either this thread sees that the door is shut, or who shuts it sees this thread inside.
        AsymmetricFence.light();
        if (closed) {
            leave();
            throw new IpcException("use", object, Errno.EBADF, "it was closed; open it again");
        }
    }

    /** Release: every access to the memory is over before others see this thread outside. */
    void leave() {
        INSIDE.setRelease(this, false);
    }

    boolean isClosed() {
        return closed;
    }

    /** Any thread looks in, unless the role was given up. */
    synchronized void visit(Runnable action) {
        if (!closed) {
            action.run();
        }
    }

    /** As above, for an answer. */
    synchronized <T> T visit(Supplier<T> question, T whenClosed) {
        return closed ? whenClosed : question.get();
    }

    /**
     * Returns when nobody is inside and nobody will be; true to the one who closed first. Not to be called from inside.
     *
     * @param nudge what gets whoever is inside to leave; called now and then
     * @param farewell what is done with the memory last
     */
    boolean close(Runnable nudge, Runnable farewell) {
        synchronized (this) {
            if (closed) {
                return false;
            }
            closed = true;
        }
        AsymmetricFence.heavy();
        while ((boolean) INSIDE.getAcquire(this)) {
            nudge.run();
            LockSupport.parkNanos(LOOK_NANOS);
        }
        farewell.run();
        return true;
    }
}
