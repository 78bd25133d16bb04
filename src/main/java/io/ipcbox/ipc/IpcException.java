package io.ipcbox.ipc;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A call on a kernel object failed, or promised something it could not keep. The message has one form everywhere:
 *
 * <pre>cannot VERB OBJECT: ERRNO (strerror); remedy</pre>
 *
 * <p>Outcomes a caller must expect (nothing there in time, full, end of stream) are return values, never this. A wait
 * that this process itself ended is a {@link WaitEndedException}.
 */
public sealed class IpcException extends RuntimeException permits WaitEndedException {
    private static final long serialVersionUID = 1L;

    private final String operation;
    private final String object;
    private final Errno errno;

    /**
     * @param operation what was tried, a verb: {@code create}, {@code open}, {@code send to}
     * @param object on what, kind and name: {@code message queue "/lab"}
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
            // What is not there need not be made to be removed, renamed or looked at.
            case "open", "make a key of" -> errno.remedy().orElse("");
            case "create", "make" -> "the directory that it would lie in does not exist";
            default -> "";
        };
    }

    /** @param remedy what the user can do about it; empty if there is nothing to say */
    public IpcException(String operation, String object, Errno errno, String remedy) {
        this(operation, object, errno, remedy, null);
    }

    /** @param cause the exception that showed the failure, if one did */
    public IpcException(String operation, String object, Errno errno, String remedy, @Nullable Throwable cause) {
        super(message(operation, object, errno, remedy), cause);
        this.operation = operation;
        this.object = object;
        this.errno = errno;
    }

    /**
     * What an exception of the JDK was about, with the kernel's reason and what usually helps.
     *
     * @param cause is also the remedy, if it tells no reason that is known
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

    /** What was tried, a verb. */
    public String operation() {
        return operation;
    }

    /** What it was tried on: kind and name. */
    public String object() {
        return object;
    }

    /** Why the kernel refused. */
    public Errno errno() {
        return errno;
    }
}
