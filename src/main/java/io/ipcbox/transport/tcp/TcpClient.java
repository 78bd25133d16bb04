package io.ipcbox.transport.tcp;

import io.ipcbox.process.PeerProcess;
import io.ipcbox.transport.Backlog;
import io.ipcbox.transport.ClientStatus;
import io.ipcbox.transport.Mechanism;
import io.ipcbox.transport.StreamClient;
import io.ipcbox.transport.Threads;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.integration.ip.tcp.connection.TcpConnection;
import org.springframework.messaging.support.GenericMessage;

/** One connection at the server, and the virtual thread that writes its backlog to it. */
final class TcpClient {
    private final TcpConnection connection;
    private final Backlog backlog;
    private final StreamClient client;
    private volatile @Nullable Thread thread;

    TcpClient(TcpConnection connection, Supplier<PeerProcess> peer, long backlogBytes, Duration stallTimeout) {
        this.connection = connection;
        this.backlog = new Backlog(backlogBytes, stallTimeout, () -> {});
        this.client = new StreamClient(Mechanism.SOCKET, peer, backlog);
    }

    /** Begins to write what waits. */
    synchronized void start() {
        thread = Thread.ofVirtual().name("ipcbox-tcp-writer").start(this::write);
    }

    private void write() {
        try {
            for (Backlog.Batch batch = backlog.take(); !batch.isEmpty(); batch = backlog.take()) {
                connection.send(new GenericMessage<>(new TcpDelivery(backlog, batch)));
                backlog.wrote(batch);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // The connection broke, and its reader is told the same.
            backlog.close();
            connection.close();
        }
    }

    Backlog backlog() {
        return backlog;
    }

    ClientStatus status() {
        return client.status();
    }

    /** Frees the writing thread, stuck in a write or not, and waits for it. */
    void close() {
        backlog.close();
        connection.close();
        Threads.joinUnlessSelf(thread());
    }

    private synchronized @Nullable Thread thread() {
        return thread;
    }
}
