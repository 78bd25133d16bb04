package io.ipcbox.transport.tcp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.integration.ip.tcp.connection.TcpNetServerConnectionFactory;

/** Lets clients in, goes on after a failure to accept one, and can end that before it ends their connections. */
final class TcpServerFactory extends TcpNetServerConnectionFactory {
    private volatile Consumer<IOException> failureListener = failure -> {};

    TcpServerFactory(int port) {
        super(port);
    }

    /** @param listener is told when clients cannot be let in for a while */
    void setFailureListener(Consumer<IOException> listener) {
        failureListener = listener;
    }

    @Override
    protected ServerSocket createServerSocket(int port, int backlog, @Nullable InetAddress address) throws IOException {
        return new PatientServerSocket(
                super.createServerSocket(port, backlog, address), failure -> failureListener.accept(failure));
    }

    /** From now on lets in no client; the connections that there are go on. */
    void stopAccepting() {
        ServerSocket listening = getServerSocket();
        if (listening == null) {
            return;
        }
        try {
            listening.close();
        } catch (IOException e) {
            // Its descriptor is gone all the same.
        }
    }
}
