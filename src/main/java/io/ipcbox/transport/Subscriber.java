package io.ipcbox.transport;

/**
 * The client's end of a mechanism: finds the server, whenever it starts, and receives until the end of the stream.
 * Owns every object it makes and removes it on {@link #close}.
 */
public interface Subscriber extends AutoCloseable {
    Mechanism mechanism();

    /**
     * Begins to receive and returns at once. The listener is called by one thread at a time, in the stream's order;
     * the next message is not taken before it returns. After {@link #close} it makes nothing and starts nothing.
     *
     * @throws io.ipcbox.ipc.IpcException if what the client itself needs cannot be made
     */
    void start(SubscriberListener listener);

    /**
     * How many lines went by before the first that this client received, by the mechanism's own count; 0 if it has none.
     * {@link ClientStatus#firstLine} belongs to the same count.
     */
    default long skipped() {
        return 0;
    }

    /** Stops receiving; the listener is not called any more once this returns. Harmless when repeated. */
    @Override
    void close();
}
