package io.ipcbox.transport;

import io.ipcbox.ipc.Deadline;
import io.ipcbox.message.EncodedLines;
import java.util.List;
import java.util.function.Consumer;

/**
 * The server's end of a mechanism: hands every line to all its clients. One thread publishes; any thread may call the
 * other methods. Owns the kernel objects that it makes and removes them on {@link #close}.
 */
public interface Publisher extends AutoCloseable {
    /**
     * Makes the kernel objects and admits clients.
     *
     * @param trouble receives, from any thread, a failure that keeps new clients out permanently or for a while;
     *     clients that are attached are still served, so no line has failed
     * @throws io.ipcbox.ipc.IpcException if the mechanism is not available; nothing is left behind
     */
    void start(Consumer<RuntimeException> trouble);

    /**
     * Hands lines to all clients, each of which receives them at its own pace. Returns when every client has room for
     * them: waits for slow clients and cuts off stuck ones.
     */
    void publish(EncodedLines lines);

    /**
     * Sends the last message, after which nothing is published, and waits until every client that still takes data has
     * been handed everything, or the time is up.
     */
    void end(byte[] frame, Deadline deadline);

    /** The number of clients attached now; cheap enough to be polled. */
    int attached();

    /** The clients attached now, in order of arrival. To identify them, it may search all processes. */
    List<ClientStatus> clients();

    /** Disconnects all clients and removes what {@link #start} made. Idempotent. */
    @Override
    void close();
}
