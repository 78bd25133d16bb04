package io.ipcbox.transport;

import io.ipcbox.ipc.Deadline;
import io.ipcbox.message.EncodedLines;
import io.ipcbox.process.PeerProcess;
import io.ipcbox.settings.Settings;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The clients of one server over byte streams, each with a backlog and a thread of its own, in order of arrival. One
 * thread publishes; any thread may call the other methods.
 */
public final class StreamClients {
    private final Mechanism mechanism;
    private final ThreadFactory threads;
    private final Settings settings;
    private final List<StreamClient> clients = new CopyOnWriteArrayList<>();
    // Set at the end, for clients that arrive later: they receive the end too, and do not wait for another server.
    private volatile @Nullable FinalFrame last;

    /** The last frame of every stream, and until when to wait for all clients together to take it. */
    private record FinalFrame(EncodedLines frame, Deadline deadline) {}

    /** @param threads makes the thread that writes to a client */
    public StreamClients(Mechanism mechanism, ThreadFactory threads, Settings settings) {
        this.mechanism = mechanism;
        this.threads = threads;
        this.settings = settings;
    }

    /**
     * Adds a client, which receives every line from now on, or the last frame if the streams have ended.
     *
     * @param peer finds the process at the other end; called at most once, on demand, because it may search all
     *     processes
     * @param whenGone called by the writing thread when it ends for any reason; the client no longer counts
     */
    public StreamClient attach(StreamClient.Stream stream, Supplier<PeerProcess> peer, Runnable whenGone) {
        Backlog backlog = new Backlog(settings.backlog().toBytes(), settings.stallTimeout(), stream::wake);
        StreamClient client = new StreamClient(stream, backlog, peer, threads, gone -> {
            clients.remove(gone);
            whenGone.run();
        });
        clients.add(client);
        FinalFrame end = last;
        if (end != null) {
            backlog.putLast(end.frame().bytes());
        }
        client.start();
        return client;
    }

    /** Removes a client, which receives no more lines; its stream stays open. */
    public void forget(StreamClient client) {
        clients.remove(client);
        client.backlog().close();
    }

    /** Ends the stream of a client. After {@link #end}, first waits until it has taken the last frame or is stuck. */
    public void letGo(StreamClient client) {
        clients.remove(client);
        FinalFrame end = last;
        if (end != null) {
            client.backlog().awaitWritten(end.deadline());
        }
        client.close();
    }

    void publish(EncodedLines lines) {
        clients.forEach(client -> client.backlog().put(lines));
    }

    void end(byte[] frame, Deadline deadline) {
        last = new FinalFrame(EncodedLines.of(frame), deadline);
        clients.forEach(client -> client.backlog().putLast(frame));
        clients.forEach(client -> client.backlog().awaitWritten(deadline));
    }

    int attached() {
        return clients.size();
    }

    List<ClientStatus> statuses() {
        return clients.stream().map(client -> client.status(mechanism)).toList();
    }

    /** Disconnects all clients; none may be attached afterwards. */
    public void close() {
        clients.forEach(this::letGo);
    }
}
