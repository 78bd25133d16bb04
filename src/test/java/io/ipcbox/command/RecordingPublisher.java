package io.ipcbox.command;

import io.ipcbox.ipc.Deadline;
import io.ipcbox.message.EncodedLines;
import io.ipcbox.transport.ClientStatus;
import io.ipcbox.transport.Publisher;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A transport without clients that records what it is given. Any thread may call. */
public final class RecordingPublisher implements Publisher {
    private final List<String> published = new CopyOnWriteArrayList<>();
    private final List<ClientStatus> clients = new CopyOnWriteArrayList<>();
    private final List<Integer> batches = new CopyOnWriteArrayList<>();
    private volatile Runnable onPublish = () -> {};

    public void attach(ClientStatus client) {
        clients.add(client);
    }

    /** Runs an action each time lines arrive, before they are recorded. */
    public void onPublish(Runnable action) {
        onPublish = action;
    }

    /** The frames recorded so far, as text. */
    public List<String> published() {
        return published;
    }

    /** The number of lines of each batch. */
    public List<Integer> batches() {
        return batches;
    }

    void forget() {
        published.clear();
        batches.clear();
        clients.clear();
        onPublish = () -> {};
    }

    @Override
    public void start(Consumer<RuntimeException> trouble) {}

    @Override
    public void publish(EncodedLines lines) {
        onPublish.run();
        String text = new String(lines.bytes(), StandardCharsets.US_ASCII);
        for (int line = 0; line < lines.count(); line++) {
            published.add(text.substring(lines.start(line), lines.end(line)));
        }
        batches.add(lines.count());
    }

    @Override
    public void end(byte[] frame, Deadline deadline) {}

    @Override
    public int attached() {
        return clients.size();
    }

    @Override
    public List<ClientStatus> clients() {
        return clients;
    }

    @Override
    public void close() {}
}
