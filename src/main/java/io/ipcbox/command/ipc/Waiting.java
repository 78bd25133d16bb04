package io.ipcbox.command.ipc;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How long a verb waits: {@code --timeout 2}, {@code --nonblock}; for ever without either. */
final class Waiting {
    static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE);

    @Option(
            names = {"-t", "--timeout"},
            paramLabel = "TIME",
            description = "wait no longer than that: seconds, or with a unit: 500ms, 2m")
    @Nullable
    Duration timeout;

    @Option(names = "--nonblock", description = "do not wait at all")
    boolean nonblock;

    Duration limit() {
        return nonblock ? Duration.ZERO : timeout == null ? FOREVER : timeout;
    }

    /**
     * Fails unless it came to its end.
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
