package io.ipcbox.transport.tcp;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.process.PeerProcess;
import io.ipcbox.transport.StreamClient;
import io.ipcbox.transport.StreamClients;
import io.ipcbox.transport.StreamPublisher;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationListener;
import org.springframework.integration.ip.event.IpIntegrationEvent;
import org.springframework.integration.ip.tcp.connection.TcpConnectionServerExceptionEvent;
import org.springframework.integration.ip.tcp.connection.TcpConnectionServerListeningEvent;
import org.springframework.integration.ip.tcp.inbound.TcpReceivingChannelAdapter;

/**
 * Sends every line to all TCP connections of a server factory. The factory and its inbound adapter belong to the
 * application context, but this class starts and stops them: a port that is in use must be an error at the start.
 */
final class TcpPublisher implements StreamPublisher, ApplicationListener<IpIntegrationEvent> {
    private final TcpServerFactory factory;
    private final TcpReceivingChannelAdapter adapter;
    private final TcpEnd end;
    private final StreamClients clients;
    private final CompletableFuture<Integer> listening = new CompletableFuture<>();
    private volatile boolean started;
    private volatile boolean announced;
    private volatile boolean closed;

    TcpPublisher(TcpServerFactory factory, TcpReceivingChannelAdapter adapter, TcpEnd end) {
        this.factory = factory;
        this.adapter = adapter;
        this.end = end;
        this.clients = new StreamClients(
                TcpTransport.MECHANISM,
                Thread.ofVirtual().name("ipcbox-tcp-writer").factory(),
                end.settings());
        factory.setTcpNetConnectionSupport((socket, isServer, lookupHost, events, name) ->
                new ClientConnection(socket, events, name, end.isTls(), this::serve));
    }

    @Override
    public void start(Consumer<RuntimeException> trouble) {
        factory.setFailureListener(failure -> trouble.accept(cannotAccept(failure)));
        refuseOtherMachines();
        end.directory().ensure();
        adapter.start();
        started = true;
        try {
            PortFile.write(end.directory(), port());
            announced = true;
        } catch (CompletionException e) {
            close();
            throw refusal(e.getCause() == null ? e : e.getCause());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The settings admit no such address, but a server may be put together without them. */
    private void refuseOtherMachines() {
        InetSocketAddress address = new InetSocketAddress(end.address(), 0);
        if (address.isUnresolved()) {
            throw cannotListen(
                    Errno.EADDRNOTAVAIL,
                    "there is no such host; use a loopback address such as 127.0.0.1, or correct --ipcbox.tcp.address",
                    null);
        }
        if (!end.isTls() && !address.getAddress().isLoopbackAddress()) {
            throw cannotListen(
                    Errno.EPERM,
                    "other machines could connect there without authentication; use a loopback address such as"
                            + " 127.0.0.1, or TLS with client certificates: --ipcbox.tcp.ssl-bundle=NAME",
                    null);
        }
    }

    private IpcException refusal(Throwable cause) {
        Errno errno = cause instanceof IOException failure ? Errno.of(failure) : Errno.EIO;
        String other = "choose another with --ipcbox.tcp.address and --ipcbox.tcp.port";
        String remedy = switch (errno) {
            case EADDRINUSE ->
                "end the program that uses the port (ss -ltnp), or choose another with --ipcbox.tcp.port=N";
            case EMFILE, ENFILE -> errno.remedy().orElse("");
            // The error is not the kernel's, but the JDK's.
            case EIO -> other + " (" + cause.getMessage() + ")";
            default -> other;
        };
        return cannotListen(errno == Errno.EIO ? Errno.EADDRNOTAVAIL : errno, remedy, cause);
    }

    private IpcException cannotListen(Errno errno, String remedy, @Nullable Throwable cause) {
        return new IpcException("listen on", endpoint(end.settings().tcp().port()), errno, remedy, cause);
    }

    private IpcException cannotAccept(IOException failure) {
        Errno errno = Errno.of(failure);
        String remedy = errno.remedy().orElse(String.valueOf(failure.getMessage()));
        return new IpcException(
                "accept clients at",
                endpoint(port()),
                errno,
                remedy + "; until then new clients wait or are refused",
                failure);
    }

    private String endpoint(int port) {
        return "TCP port \"" + end.address() + ":" + port + "\"";
    }

    /** The port in use: the one in the settings or, if that is 0, a free one. Waits until the server listens. */
    int port() {
        return listening.join();
    }

    @Override
    public void onApplicationEvent(IpIntegrationEvent event) {
        if (event instanceof TcpConnectionServerListeningEvent opened) {
            listening.complete(opened.getPort());
        } else if (event instanceof TcpConnectionServerExceptionEvent failed) {
            listening.completeExceptionally(failed.getCause());
        }
    }

    /** Serves a client from its first moment to its last. Waiting for a certificate here delays no other client. */
    private void serve(ClientConnection connection) throws IOException {
        Optional<Supplier<PeerProcess>> peer = connection.admit();
        if (peer.isEmpty()) {
            return;
        }
        StreamClient client = clients.attach(connection, peer.get(), () -> {});
        try {
            // close() may have gone through the clients before this one was added.
            if (!closed) {
                // A client without TLS sends nothing, so it must be attached before its first byte shows what it is.
                connection.awaitGone(() -> clients.forget(client));
            }
        } finally {
            clients.letGo(client);
        }
    }

    @Override
    public StreamClients streams() {
        return clients;
    }

    @Override
    public void close() {
        if (closed || !started) {
            return;
        }
        closed = true;
        try {
            if (announced) {
                PortFile.remove(end.directory());
            }
        } finally {
            stop();
        }
    }

    private void stop() {
        factory.stopAccepting();
        clients.close();
        adapter.stop();
        end.directory().removeIfEmpty();
    }
}
