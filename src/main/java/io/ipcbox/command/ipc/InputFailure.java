package io.ipcbox.command.ipc;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.WaitEndedException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.stream.Stream;

/** Why standard input could not be read. Pure functions. */
final class InputFailure {
    private InputFailure() {}

    /** The kernel's error, of which Java keeps only the text. */
    static IpcException of(IOException failure) {
        if (failure instanceof ClosedByInterruptException) {
            // The JDK sets the thread's interrupt status before it throws this.
            return new WaitEndedException("read", "standard input", WaitEndedException.Reason.INTERRUPTED);
        }
        String text = String.valueOf(failure.getMessage());
        return Stream.of(Errno.values())
                .filter(errno -> errno.strerror().equals(text))
                .findFirst()
                .map(errno -> new IpcException("read", "standard input", errno, "", failure))
                .orElseGet(() -> new IpcException("read", "standard input", Errno.EIO, text, failure));
    }
}
