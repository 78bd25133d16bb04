package io.ipcbox.transport.tcp;

import java.io.IOException;
import java.net.ServerSocket;
import org.springframework.integration.ip.tcp.connection.TcpNetServerConnectionFactory;

/** Lets clients in, and can end that before it ends their connections. */
final class TcpServerFactory extends TcpNetServerConnectionFactory {
    TcpServerFactory(int port) {
        super(port);
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
