package io.ipcbox.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ipcbox.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/** Records what a client is told, and can be slow: while it is held, it takes one more message. */
public final class RecordingListener implements SubscriberListener {
    private final List<Message> messages = new ArrayList<>();
    private final List<RuntimeException> failures = new ArrayList<>();
    private final Semaphore open = new Semaphore(1);
    private int caughtUpWith;
    private int connections;
    private int disconnections;

    @Override
    public synchronized void connected() {
        connections++;
    }

    @Override
    public void message(Message message) {
        open.acquireUninterruptibly();
        open.release();
        synchronized (this) {
            messages.add(message);
        }
    }

    @Override
    public synchronized void caughtUp() {
        caughtUpWith = messages.size();
    }

    @Override
    public synchronized void disconnected() {
        disconnections++;
    }

    @Override
    public synchronized void failed(RuntimeException reason) {
        failures.add(reason);
    }

    public void hold() {
        open.acquireUninterruptibly();
    }

    public void release() {
        open.release();
    }

    public synchronized List<Message> messages() {
        return List.copyOf(messages);
    }

    private synchronized int caughtUpWith() {
        return caughtUpWith;
    }

    public synchronized int connections() {
        return connections;
    }

    public synchronized int disconnections() {
        return disconnections;
    }

    public synchronized List<RuntimeException> failures() {
        return List.copyOf(failures);
    }

    /** Waits until that many messages have come and the subscriber has reported that it caught up. */
    public List<Message> awaitMessages(int count) {
        await().untilAsserted(() -> {
            assertThat(failures()).isEmpty();
            assertThat(messages()).hasSizeGreaterThanOrEqualTo(count);
            assertThat(caughtUpWith()).isGreaterThanOrEqualTo(count);
        });
        assertThat(messages()).hasSize(count);
        return messages();
    }
}
