package io.ipcbox.transport.tcp;

import io.ipcbox.transport.tcp.TcpPeer.Listeners;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.springframework.integration.ip.tcp.connection.TcpNetClientConnectionFactory;

/** Connects to the server's current port, and only to a server that can be trusted. */
final class TrustedServerFactory extends TcpNetClientConnectionFactory {
    private final TcpEnd end;

    TrustedServerFactory(TcpEnd end) {
        super(end.address(), end.serverPort());
        this.end = end;
        if (end.tls() != null) {
            setTcpSocketFactorySupport(end.tls().sockets());
        }
    }

    @Override
    protected Socket createSocket(String host, int ignored) throws IOException {
        int port = end.serverPort();
        if (port == 0) {
            throw new ConnectException("no server has announced its port yet");
        }
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new ConnectException("unknown host name " + host);
        }
        Tls tls = end.tls();
        return tls == null ? ofThisUser(address) : certified(address, tls);
    }

    private Socket certified(InetSocketAddress address, Tls tls) throws IOException {
        Socket socket = super.createSocket(address.getHostString(), address.getPort());
        try {
            tls.handshake(socket);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private Socket ofThisUser(InetSocketAddress address) throws IOException {
        if (TcpPeer.listeners(address) != Listeners.TRUSTED) {
            throw new ConnectException("no server of this user listens at " + address);
        }
        Socket socket = super.createSocket(address.getHostString(), address.getPort());
        if (isForeign(socket)) {
            socket.close();
            throw new ConnectException("the server at " + address + " belongs to another user");
        }
        return socket;
    }

    /**
     * Checks again, because the port may have changed hands. A server that sent little may have closed the port by
     * now; then its end of the connection is checked. If that is closed too, the first check was enough.
     */
    private static boolean isForeign(Socket socket) throws IOException {
        InetSocketAddress server = (InetSocketAddress) socket.getRemoteSocketAddress();
        return switch (TcpPeer.listeners(server)) {
            case TRUSTED -> false;
            case FOREIGN -> true;
            case NONE ->
                TcpPeer.of(server, (InetSocketAddress) socket.getLocalSocketAddress())
                        .filter(TcpPeer::isOpen)
                        .filter(peer -> !peer.isTrusted())
                        .isPresent();
        };
    }
}
