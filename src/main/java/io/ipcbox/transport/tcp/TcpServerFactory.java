package io.ipcbox.transport.tcp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.integration.ip.tcp.connection.DefaultTcpSocketSupport;
import org.springframework.integration.ip.tcp.connection.TcpNetServerConnectionFactory;

/** Accepts clients, goes on after a failure to accept one, and can stop accepting before it ends their connections. */
final class TcpServerFactory extends TcpNetServerConnectionFactory {
    private final @Nullable Tls tls;
    private volatile Consumer<IOException> failureListener = failure -> {};

    /** @param tls if present, only clients with a trusted certificate are accepted */
    TcpServerFactory(int port, @Nullable Tls tls) {
        super(port);
        this.tls = tls;
        if (tls != null) {
            setTcpSocketFactorySupport(tls.sockets());
            // A client's certificate names its owner, not a host.
            setTcpSocketSupport(new DefaultTcpSocketSupport(false));
        }
    }

    /** @param listener receives the failure when clients cannot be accepted for a while */
    void setFailureListener(Consumer<IOException> listener) {
        failureListener = listener;
    }

    @Override
    protected ServerSocket createServerSocket(int port, int backlog, @Nullable InetAddress address) throws IOException {
        ServerSocket socket = super.createServerSocket(port, backlog, address);
        if (tls != null) {
            demandCertificates(tls, socket);
        }
        return new PatientServerSocket(socket, failure -> failureListener.accept(failure));
    }

    private static void demandCertificates(Tls tls, ServerSocket socket) throws IOException {
        try {
            tls.demandCertificates(socket);
        } catch (IllegalArgumentException e) {
            // A protocol or cipher of the bundle that this Java does not know; Spring reports only an IOException.
            socket.close();
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Accepts no more clients; existing connections go on. */
    void stopAccepting() {
        ServerSocket listening = getServerSocket();
        if (listening == null) {
            return;
        }
        try {
            listening.close();
        } catch (IOException e) {
            // Its descriptor is closed all the same.
        }
    }
}
