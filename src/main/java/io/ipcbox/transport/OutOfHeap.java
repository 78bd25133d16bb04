package io.ipcbox.transport;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;

/** The error of a client whose heap is too small for a line; the thread that reads must not die without a word. */
public final class OutOfHeap {
    private OutOfHeap() {}

    /** @param source where the line came from: kind and name */
    public static IpcException receivingFrom(String source, OutOfMemoryError cause) {
        return new IpcException(
                "hold a line from", source, Errno.ENOMEM, "give this program a larger heap: java -Xmx…", cause);
    }
}
