package io.ipcbox.transport;

import io.ipcbox.ipc.waiting.Deadline;
import io.ipcbox.message.EncodedLines;
import java.util.List;
import java.util.function.Consumer;

/**
 * The server's end of a mechanism: hands every line to all clients of that kind. One thread publishes; any thread may
 * ask or close. Owns every object it makes and removes it on {@link #close}.
 */
public interface Publisher extends AutoCloseable {
    /**
     * Takes the objects it needs and lets clients in.
     *
     * @param trouble is told, by any thread, of what keeps new clients out from then on or for a while; those that are
     *     there are served all the same, so it is no failure of any line
     * @throws io.ipcbox.ipc.IpcException if the mechanism cannot be had; nothing is left behind then
     */
    void start(Consumer<RuntimeException> trouble);

    /**
     * Hands lines to all clients, each of which gets them at its own pace. Returns when every one has room for them:
     * waits for the slow ones, cuts off the stuck ones.
     */
    void publish(EncodedLines lines);

    /**
     * Sends the last message, after which nothing is published, and waits until every client that still takes data has
     * been handed everything, or the time is up.
     */
    void end(byte[] frame, Deadline deadline);

    /** How many clients are attached now; cheap enough to be asked again and again. */
    int attached();

    /** The clients attached now, in order of arrival. Finds out what they are, which may take a look at every process. */
    List<ClientStatus> clients();

    /** Lets all clients go and removes what {@link #start} made. Harmless when repeated. */
    @Override
    void close();
}
