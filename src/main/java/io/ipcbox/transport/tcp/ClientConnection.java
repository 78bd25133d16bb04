package io.ipcbox.transport.tcp;

import io.ipcbox.ipc.WaitEndedException;
import io.ipcbox.ipc.waiting.BackOff;
import io.ipcbox.ipc.waiting.Wait;
import io.ipcbox.process.PeerProcess;
import io.ipcbox.transport.Backlog;
import io.ipcbox.transport.StreamClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.Principal;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.integration.ip.tcp.connection.TcpNetConnection;
import org.springframework.integration.ip.tcp.serializer.SoftEndOfStreamException;
import org.springframework.messaging.support.GenericMessage;

/**
 * A client's connection at the server, which reads nothing from it but its end. A client that has shut down only its
 * sending side, as {@code nc -N} and {@code socat} do at the end of their input, still listens: it stays.
 *
 * <p>At this end, a client that listens and one that was killed look alike: the last thing that came from either is a
 * FIN, and nothing follows. The kernel's table tells them apart, because the first still has a process that holds its
 * socket. So the server looks there repeatedly, but only for such clients, and only as long as they stay like that.
 */
final class ClientConnection extends TcpNetConnection implements StreamClient.Stream {
    private static final long SHORTEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final Executor LATER = CompletableFuture.delayedExecutor(10, TimeUnit.SECONDS);

    /** What happens to a connection, in the thread that reads it, from its first moment to its last. */
    interface Service {
        /** Returns, or fails, when the connection is to be closed. */
        void serve(ClientConnection connection) throws IOException;
    }

    private final Socket socket;
    private final boolean isTls;
    private final Service service;

    /** @param isTls if so, the client may run on another machine, and the end of what it sends is its end */
    ClientConnection(
            Socket socket,
            @Nullable ApplicationEventPublisher events,
            @Nullable String factory,
            boolean isTls,
            Service service) {
        super(socket, true, false, events, factory);
        this.socket = socket;
        this.isTls = isTls;
        this.service = service;
    }

    /**
     * Gives the connection its service. Called once, because it ends with an exception.
     *
     * @throws SoftEndOfStreamException always
     */
    @Override
    public Object getPayload() {
        try {
            service.serve(this);
        } catch (IOException | WaitEndedException e) {
            // The client is refused or has gone, or this end was closed.
        }
        throw new SoftEndOfStreamException("the client has disconnected");
    }

    /**
     * Decides whether the client is admitted: over TLS, with a trusted certificate, for which this waits up to 10 s;
     * else a process of this user or of root.
     *
     * @return finds the process at the other end; empty if it is not admitted
     * @throws IOException if it is not admitted, because it has proved nothing
     */
    Optional<Supplier<PeerProcess>> admit() throws IOException {
        if (isTls) {
            return Optional.of(certified());
        }
        return peer().filter(TcpPeer::isTrusted)
                .map(peer -> () -> PeerProcess.holding("socket:[" + peer.inode() + "]"));
    }

    private Supplier<PeerProcess> certified() throws IOException {
        var patience = CompletableFuture.runAsync(this::close, LATER);
        try {
            Principal owner = ((SSLSocket) socket).getSession().getPeerPrincipal();
            return () -> PeerProcess.remote(owner.getName());
        } finally {
            patience.cancel(false);
        }
    }

    private Optional<TcpPeer> peer() throws IOException {
        InetSocketAddress theirs = (InetSocketAddress) socket.getRemoteSocketAddress();
        InetSocketAddress ours = (InetSocketAddress) socket.getLocalSocketAddress();
        return TcpPeer.of(theirs, ours);
    }

    /**
     * Discards what the client sends, in constant memory; returns or fails when it has gone or this end was closed.
     *
     * @param whenTls called before a client that speaks TLS to a server without TLS is refused
     */
    void awaitGone(Runnable whenTls) throws IOException {
        InputStream in = inputStream();
        if (!isTls && TlsRecord.isHandshake(in.readNBytes(TlsRecord.TELLING_BYTES))) {
            whenTls.run();
            refuseTls();
        }
        in.transferTo(OutputStream.nullOutputStream());
        if (!isTls) {
            // A process that closes its socket sends the FIN first; the table shows it a moment later.
            BackOff pauses = new BackOff(
                    new Wait("wait for the end of", this, () -> !isOpen()), SHORTEST_PAUSE_NANOS, LONGEST_PAUSE_NANOS);
            boolean isHeld = true;
            while (isHeld && pauses.pause()) {
                isHeld = peer().filter(TcpPeer::isOpen).isPresent();
            }
        }
    }

    private void refuseTls() throws IOException {
        socket.getOutputStream().write(TlsRecord.refusal());
        // The client ends the connection: closing this end, with unread input, could take the answer away again.
        socket.shutdownOutput();
    }

    /** Leaves the connection open, if it is not broken: its reading thread closes it. */
    @Override
    public void writeAll(Backlog backlog) throws InterruptedException {
        for (Backlog.Batch batch = backlog.take(); !batch.isEmpty(); batch = backlog.take()) {
            send(new GenericMessage<>(new TcpDelivery(backlog, batch)));
            backlog.wrote(batch);
        }
    }
}
