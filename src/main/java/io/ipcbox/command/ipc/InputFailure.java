package io.ipcbox.command.ipc;

import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.WaitEndedException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/** Why standard input could not be read. Pure functions. */
final class InputFailure {
    private InputFailure() {}

    /** An interrupt, or the kernel's error. */
    static IpcException of(IOException failure) {
        if (failure instanceof ClosedByInterruptException) {
            // The JDK sets the thread's interrupt status before it throws this.
            return new WaitEndedException("read", "standard input", WaitEndedException.Reason.INTERRUPTED);
        }
        return new IpcException("read", "standard input", failure);
    }
}
