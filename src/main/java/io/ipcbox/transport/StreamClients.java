package io.ipcbox.transport;

import io.ipcbox.ipc.waiting.Deadline;
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
 * thread publishes; any thread may attach, ask or close.
 */
public final class StreamClients {
    private final Mechanism mechanism;
    private final ThreadFactory threads;
    private final Settings settings;
    private final List<StreamClient> clients = new CopyOnWriteArrayList<>();
    // Set at the end: a client that comes later than that is told so too, and does not wait for a server that was
    // there.
    private volatile @Nullable FinalFrame last;

    /** What the streams end with, and until when clients are waited for to take it: all of them together. */
    private record FinalFrame(EncodedLines frame, Deadline deadline) {}

    /** @param threads make the one that writes to a client */
    public StreamClients(Mechanism mechanism, ThreadFactory threads, Settings settings) {
        this.mechanism = mechanism;
        this.threads = threads;
        this.settings = settings;
    }

    /**
     * Adds a client, which gets every line from now on, and the last frame if that was said before.
     *
     * @param peer finds the process at the other end. Called at most once, on demand: it may search all processes.
     * @param whenGone called by the writing thread when it ends, whatever the reason; the client counts no longer then
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

    /** It gets no more lines and no longer counts; its stream stays. */
    public void forget(StreamClient client) {
        clients.remove(client);
        client.backlog().close();
    }

    /** Ends the stream of a client, after the last frame if that was said and the client still takes data. */
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

    /** Lets go of all; none may be attached any more. */
    public void close() {
        clients.forEach(this::letGo);
    }
}
