package io.ipcbox.command.ipc;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How long a command waits: {@code --timeout 2}, {@code --nonblock}; without either, indefinitely. */
final class Waiting {
    static final Duration NO_LIMIT = Duration.ofSeconds(Long.MAX_VALUE);

    @Option(
            names = {"-t", "--timeout"},
            paramLabel = "TIME",
            description = "how long to wait: seconds, or with a unit: 500ms, 2m (default: no limit)")
    private @Nullable Duration timeout;

    @Option(names = "--nonblock", description = "do not wait")
    private boolean nonblock;

    Duration limit() {
        return nonblock ? Duration.ZERO : timeout == null ? NO_LIMIT : timeout;
    }

    /**
     * Throws if the operation is not done: EAGAIN without waiting, else ETIMEDOUT.
     *
     * @param verb as in {@code cannot VERB OBJECT}
     */
    void require(boolean done, String verb, Object object) {
        if (!done) {
            Errno errno = limit().isZero() ? Errno.EAGAIN : Errno.ETIMEDOUT;
            throw new IpcException(verb, object.toString(), errno, "");
        }
    }
}
