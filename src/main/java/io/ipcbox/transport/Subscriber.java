package io.ipcbox.transport;

/**
 * The client's end of a mechanism: finds the server, whenever that starts, and receives until the end of the stream.
 * Owns the kernel objects that it makes and removes them on {@link #close}.
 */
public interface Subscriber extends AutoCloseable {
    Mechanism mechanism();

    /**
     * Begins to receive and returns at once. The listener is called by one thread at a time, in the stream's order;
     * the next message is taken after it has returned. After {@link #close} this does nothing.
     *
     * @throws io.ipcbox.ipc.IpcException if the kernel objects of the client cannot be made
     */
    void start(SubscriberListener listener);

    /**
     * The number of lines before the first one that this client received, by the mechanism's own count; 0 if it has
     * none. {@link ClientStatus#firstLine} uses the same count.
     */
    default long skipped() {
        return 0;
    }

    /** Stops receiving; the listener is not called after this has returned. Idempotent. */
    @Override
    void close();
}
