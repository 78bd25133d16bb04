package io.ipcbox.transport;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import java.util.function.BooleanSupplier;

/** Runs the work of a subscriber so that its failure reaches the listener: a receiving thread must not die silently. */
public final class Receiving {
    private Receiving() {}

    /**
     * Runs the work. Its failure is dropped if the subscriber was closed in the meantime.
     *
     * @param source where lines come from: kind and name
     */
    public static void run(SubscriberListener listener, BooleanSupplier closed, String source, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            fail(listener, closed, e);
        } catch (OutOfMemoryError e) {
            String remedy = "give this program a larger heap: java -Xmx…";
            fail(listener, closed, new IpcException("hold a line from", source, Errno.ENOMEM, remedy, e));
        }
    }

    private static void fail(SubscriberListener listener, BooleanSupplier closed, RuntimeException reason) {
        if (!closed.getAsBoolean()) {
            listener.failed(reason);
        }
    }
}
