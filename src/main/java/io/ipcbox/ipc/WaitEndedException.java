package io.ipcbox.ipc;

import java.util.Objects;

/**
 * This process ended a blocking call before it had an outcome: its thread was interrupted, or another thread closed the
 * handle. Nothing was sent, taken or changed, with one exception: the writer of a ring may have published earlier
 * appends, and parts of a long message, which readers drop. So an ordinary outcome ({@code false}, empty, 0) always
 * reflects the object or the time, and an interrupt ends a loop around a blocking call.
 *
 * <p>After an interrupt, the interrupt status of the thread stays set, as with the channels of {@code java.nio}.
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
     * @param operation the operation that waited, a verb: {@code receive from}
     * @param object kind and name of its object: {@code message queue "/lab"}
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
