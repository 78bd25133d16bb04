package io.ipcbox.command;

import io.ipcbox.transport.ClientStatus;
import io.ipcbox.transport.Mechanism;
import io.ipcbox.transport.Publisher;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A transport without clients of its own, which remembers what it was given. Any thread may call. */
final class RecordingPublisher implements Publisher {
    private final List<String> published = new CopyOnWriteArrayList<>();
    private final List<ClientStatus> clients = new CopyOnWriteArrayList<>();
    private volatile Runnable onPublish = () -> {};

    void attach(ClientStatus client) {
        clients.add(client);
    }

    /** Has that happen before each line. */
    void onPublish(Runnable action) {
        onPublish = action;
    }

    /** The frames so far, as text. */
    List<String> published() {
        return published;
    }

    void forget() {
        published.clear();
        clients.clear();
        onPublish = () -> {};
    }

    @Override
    public Mechanism mechanism() {
        return Mechanism.PIPE;
    }

    @Override
    public void start() {}

    @Override
    public void publish(byte[] frame) {
        onPublish.run();
        published.add(new String(frame, StandardCharsets.US_ASCII));
    }

    @Override
    public void end(byte[] frame, Duration timeout) {}

    @Override
    public List<ClientStatus> clients() {
        return clients;
    }

    @Override
    public void close() {}
}
