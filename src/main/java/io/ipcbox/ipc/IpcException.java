package io.ipcbox.ipc;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A call on a kernel object failed. The message always has the same form:
 *
 * <pre>cannot VERB OBJECT: ERRNO (strerror); remedy</pre>
 *
 * <p>Expected outcomes (timeout, full, end of stream) are return values, never exceptions. A wait that this process
 * itself ended is a {@link WaitEndedException}.
 */
public sealed class IpcException extends RuntimeException permits WaitEndedException {
    private static final long serialVersionUID = 1L;

    private final String operation;
    private final String object;
    private final Errno errno;

    /**
     * @param operation the failed operation, a verb: {@code create}, {@code open}, {@code send to}
     * @param object kind and name of its object: {@code message queue "/lab"}
     */
    public IpcException(String operation, String object, Errno errno) {
        this(operation, object, errno, remedy(operation, errno));
    }

    private static String remedy(String operation, Errno errno) {
        Objects.requireNonNull(operation, "operation");
        if (Objects.requireNonNull(errno, "errno") != Errno.ENOENT) {
            return errno.remedy().orElse("");
        }
        return switch (operation) {
            // Creating a missing object is no remedy if it was to be removed, renamed or inspected.
            case "open", "make a key of" -> errno.remedy().orElse("");
            case "create", "make" -> "its directory does not exist";
            default -> "";
        };
    }

    /** @param remedy what the user can do about it; empty if nothing is known to help */
    public IpcException(String operation, String object, Errno errno, String remedy) {
        this(operation, object, errno, remedy, null);
    }

    /** @param cause the exception that revealed the failure, if any */
    @SuppressWarnings("exports") // an annotation that a user can do without
    public IpcException(String operation, String object, Errno errno, String remedy, @Nullable Throwable cause) {
        super(message(operation, object, errno, remedy), cause);
        this.operation = operation;
        this.object = object;
        this.errno = errno;
    }

    /**
     * Wraps an exception of the JDK, with the kernel's reason and what usually helps.
     *
     * @param cause its message serves as the remedy if the reason is unknown
     */
    public IpcException(String operation, String object, IOException cause) {
        this(operation, object, Errno.of(Objects.requireNonNull(cause, "cause")), remedy(operation, cause), cause);
    }

    private static String remedy(String operation, IOException cause) {
        Errno errno = Errno.of(cause);
        return switch (errno) {
            case EIO -> String.valueOf(cause.getMessage());
            case ENOSPC -> "free some space there";
            case EFBIG -> "raise the limit: ulimit -f";
            default -> remedy(operation, errno);
        };
    }

    private static String message(String operation, String object, Errno errno, String remedy) {
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(object, "object");
        Objects.requireNonNull(errno, "errno");
        Objects.requireNonNull(remedy, "remedy");
        String what = "cannot " + operation + " " + object + ": " + errno + " (" + errno.strerror() + ")";
        return remedy.isEmpty() ? what : what + "; " + remedy;
    }

    /** The failed operation, a verb. */
    public String operation() {
        return operation;
    }

    /** Kind and name of its object. */
    public String object() {
        return object;
    }

    /** The reason the kernel gave. */
    public Errno errno() {
        return errno;
    }
}
