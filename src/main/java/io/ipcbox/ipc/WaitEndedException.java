package io.ipcbox.ipc;

import java.util.Objects;

/**
 * A blocking call ended without an outcome, because this process ended it: its thread was interrupted, or another
 * thread closed the handle. Nothing was sent, taken or changed; only a ring's writer may have published what was appended
 * before, and parts of a long message, which readers drop. So an ordinary outcome ({@code false}, empty, 0) always
 * means what it says about the object or the time, and a loop around a blocking call ends when its thread is asked to.
 *
 * <p>After an interrupt the thread's interrupt status is still set, as with the channels of {@code java.nio}.
 */
public final class WaitEndedException extends IpcException {
    private static final long serialVersionUID = 1L;

    /** What ended the wait. */
    public enum Reason {
        /** {@link Thread#interrupt}; {@link #errno} is EINTR. */
        INTERRUPTED(Errno.EINTR, "this thread was interrupted while it waited"),
        /** Another thread closed the handle; {@link #errno} is EBADF. */
        CLOSED(Errno.EBADF, "another thread closed this handle while this one waited");

        private final Errno errno;
        private final String text;

        Reason(Errno errno, String text) {
            this.errno = errno;
            this.text = text;
        }
    }

    private final Reason reason;

    /**
     * @param operation what was waited for, a verb: {@code receive from}
     * @param object on what, kind and name: {@code message queue "/lab"}
     */
    public WaitEndedException(String operation, String object, Reason reason) {
        super(operation, object, Objects.requireNonNull(reason, "reason").errno, reason.text);
        this.reason = reason;
    }

    /** What ended the wait. */
    public Reason reason() {
        return reason;
    }
}
