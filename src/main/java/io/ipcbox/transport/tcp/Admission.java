package io.ipcbox.transport.tcp;

import io.ipcbox.process.PeerProcess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.springframework.integration.ip.tcp.connection.SocketInfo;
import org.springframework.integration.ip.tcp.connection.TcpConnection;

/** Who is let in as a client, and who that is. */
enum Admission {
    /** Processes of this user and of root: the kernel is asked. At once. */
    SAME_USER {
        @Override
        Optional<Supplier<PeerProcess>> admit(TcpConnection connection) {
            SocketInfo socket = connection.getSocketInfo();
            if (socket == null) {
                return Optional.empty();
            }
            try {
                return TcpPeer.of(
                                new InetSocketAddress(socket.getInetAddress(), socket.getPort()),
                                new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort()))
                        .filter(TcpPeer::isTrusted)
                        .map(peer -> () -> PeerProcess.holding("socket:[" + peer.inode() + "]"));
            } catch (IOException e) {
                // Without the kernel's word nobody is let in.
                return Optional.empty();
            }
        }
    },

    /** Whoever has the key of a trusted certificate. Waits for the other end to prove it, though not for ever. */
    CERTIFICATE {
        @Override
        Optional<Supplier<PeerProcess>> admit(TcpConnection connection) {
            var patience = CompletableFuture.runAsync(connection::close, LATER);
            try {
                SSLSession session = connection.getSslSession();
                return session == null ? Optional.empty() : Optional.of(named(session.getPeerPrincipal()));
            } catch (SSLPeerUnverifiedException e) {
                return Optional.empty();
            } finally {
                patience.cancel(false);
            }
        }
    };

    private static final Executor LATER = CompletableFuture.delayedExecutor(10, TimeUnit.SECONDS);

    /** Who it is, found out when asked; empty for somebody who must not be let in. */
    abstract Optional<Supplier<PeerProcess>> admit(TcpConnection connection);

    private static Supplier<PeerProcess> named(Principal owner) {
        return () -> PeerProcess.remote(owner.getName());
    }
}
