package io.ipcbox.transport.tcp;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.message.EncodedLines;
import io.ipcbox.transport.ClientStatus;
import io.ipcbox.transport.PeerProcess;
import io.ipcbox.transport.Publisher;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationListener;
import org.springframework.integration.ip.event.IpIntegrationEvent;
import org.springframework.integration.ip.tcp.connection.TcpConnection;
import org.springframework.integration.ip.tcp.connection.TcpConnectionOpenEvent;
import org.springframework.integration.ip.tcp.connection.TcpConnectionServerExceptionEvent;
import org.springframework.integration.ip.tcp.connection.TcpConnectionServerListeningEvent;
import org.springframework.integration.ip.tcp.connection.TcpNetServerConnectionFactory;
import org.springframework.integration.ip.tcp.connection.TcpSender;
import org.springframework.integration.ip.tcp.inbound.TcpReceivingChannelAdapter;

/**
 * Sends every line to all TCP connections of a server factory. The factory and its inbound adapter belong to the
 * application context; this class starts and stops them, because a port that is taken must be an error at the start.
 */
public final class TcpPublisher implements Publisher, TcpSender, ApplicationListener<IpIntegrationEvent> {
    private final TcpReceivingChannelAdapter adapter;
    private final TcpServerSettings settings;
    private final List<TcpClient> clients = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> listening = new CompletableFuture<>();
    private volatile boolean started;
    // Set at the end: who comes later than that is told so too, and does not wait for a server that was there.
    private volatile byte @Nullable [] last;
    private volatile boolean closed;

    TcpPublisher(
            TcpNetServerConnectionFactory factory, TcpReceivingChannelAdapter adapter, TcpServerSettings settings) {
        this.adapter = adapter;
        this.settings = settings;
        factory.registerSender(this);
    }

    @Override
    public void start() {
        refuseOtherMachines();
        settings.directory().ensure();
        adapter.start();
        started = true;
        try {
            PortFile.write(settings.directory(), port());
        } catch (CompletionException e) {
            close();
            throw refusal(e.getCause() == null ? e : e.getCause());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void refuseOtherMachines() {
        InetSocketAddress address = new InetSocketAddress(settings.address(), 0);
        if (address.isUnresolved()) {
            throw new IpcException(
                    "listen on",
                    endpoint(),
                    Errno.EADDRNOTAVAIL,
                    "nobody knows that name; use a loopback address such as 127.0.0.1");
        }
        if (settings.tls() == null && !address.getAddress().isLoopbackAddress()) {
            throw new IpcException(
                    "listen on",
                    endpoint(),
                    Errno.EPERM,
                    "other machines could connect there without proving who they are; use a loopback address such as"
                            + " 127.0.0.1, or TLS with client certificates: --ipcbox.tcp.ssl-bundle=NAME");
        }
    }

    private IpcException refusal(Throwable cause) {
        Errno errno = cause instanceof IOException failure ? Errno.of(failure) : Errno.EIO;
        String remedy = switch (errno) {
            case EADDRINUSE ->
                "end the program that has the port (ss -ltnp), or choose another with --ipcbox.tcp.port=N";
            case EMFILE, ENFILE -> errno.remedy().orElse("");
            default -> "choose another with --ipcbox.tcp.address and --ipcbox.tcp.port";
        };
        Errno named = errno == Errno.EIO ? Errno.EADDRNOTAVAIL : errno;
        return new IpcException("listen on", endpoint(), named, remedy, cause);
    }

    private String endpoint() {
        return "TCP port \"" + settings.address() + ":" + settings.port() + "\"";
    }

    /** The port in use: the one that was asked for, or a free one for 0. */
    public int port() {
        return listening.join();
    }

    @Override
    public void onApplicationEvent(IpIntegrationEvent event) {
        if (event instanceof TcpConnectionServerListeningEvent opened) {
            listening.complete(opened.getPort());
        } else if (event instanceof TcpConnectionServerExceptionEvent failed) {
            listening.completeExceptionally(failed.getCause());
        } else if (event instanceof TcpConnectionOpenEvent opened) {
            if (settings.tls() == null) {
                client(opened.getConnectionId()).ifPresent(TcpClient::start);
            } else if (opened.getSource() instanceof TcpConnection connection) {
                // Who proves nothing, or takes its time, keeps nobody else from connecting.
                Thread.ofVirtual().name("ipcbox-tls-handshake").start(() -> takeInCertified(connection));
            }
        }
    }

    private Optional<TcpClient> client(String connectionId) {
        return clients.stream().filter(client -> client.isOn(connectionId)).findFirst();
    }

    private void takeInCertified(TcpConnection connection) {
        takeIn(connection, Admission.CERTIFICATE);
        client(connection.getConnectionId()).ifPresent(TcpClient::start);
        if (!connection.isOpen()) {
            // It may have been called dead before it was in the list.
            removeDeadConnection(connection);
        }
    }

    /**
     * Takes a client in. What is published from now on waits in its backlog until {@link TcpConnectionOpenEvent}: the
     * factory tells its senders of a connection before it gives it a serializer, and a write before that breaks it.
     */
    @Override
    public void addNewConnection(TcpConnection connection) {
        if (settings.tls() == null) {
            takeIn(connection, Admission.SAME_USER);
        }
    }

    private void takeIn(TcpConnection connection, Admission admission) {
        Optional<Supplier<PeerProcess>> peer = admission.admit(connection);
        if (peer.isEmpty() || closed) {
            connection.close();
            return;
        }
        TcpClient client = new TcpClient(connection, peer.get(), settings.backlogBytes(), settings.stallTimeout());
        clients.add(client);
        byte[] end = last;
        if (end != null) {
            client.backlog().putLast(end);
        }
        if (closed) {
            // Closing may have gone through the list before this one was in it.
            clients.remove(client);
            client.close();
        }
    }

    @Override
    public void removeDeadConnection(TcpConnection connection) {
        String id = connection.getConnectionId();
        client(id).ifPresent(client -> client.backlog().close());
        clients.removeIf(client -> client.isOn(id));
    }

    @Override
    public void publish(EncodedLines lines) {
        clients.forEach(client -> client.backlog().put(lines));
    }

    @Override
    public void end(byte[] frame, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        last = frame;
        clients.forEach(client -> client.backlog().putLast(frame));
        clients.forEach(client -> client.backlog().awaitWritten(deadline));
    }

    @Override
    public int attached() {
        return clients.size();
    }

    @Override
    public List<ClientStatus> clients() {
        return clients.stream().map(TcpClient::status).toList();
    }

    @Override
    public void close() {
        if (closed || !started) {
            return;
        }
        closed = true;
        PortFile.remove(settings.directory());
        clients.forEach(TcpClient::close);
        clients.clear();
        adapter.stop();
        settings.directory().removeIfEmpty();
    }
}
