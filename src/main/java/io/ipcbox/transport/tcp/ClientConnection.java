package io.ipcbox.transport.tcp;

import io.ipcbox.transport.Backlog;
import io.ipcbox.transport.StreamClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.integration.ip.tcp.connection.TcpNetConnection;
import org.springframework.integration.ip.tcp.serializer.SoftEndOfStreamException;
import org.springframework.messaging.support.GenericMessage;

/**
 * A client's connection at the server, which has nothing to learn from it but that it ends. A client that has only shut
 * down its sending side, as {@code nc -N} and {@code socat} do at the end of their input, wants to listen: it stays.
 *
 * <p>To this end of the connection, a client that listens and one that was killed look alike: the last thing that came
 * from either is a FIN, and nothing follows. The kernel's table tells them apart, because a process still has the first
 * one's socket. So it is looked at again and again, but for such clients alone, and only as long as they stay so.
 */
final class ClientConnection extends TcpNetConnection implements StreamClient.Stream {
    private static final long LONGEST_PAUSE_MILLIS = 250;

    /** What happens to a connection, in the thread that reads it, from its first moment to its last. */
    interface Service {
        /** Returns, or fails, when the connection is to be closed. */
        void serve(ClientConnection connection) throws IOException;
    }

    private final Socket socket;
    private final boolean isTls;
    private final Service service;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** @param isTls then the end of what it sends is its end: where it runs, no table of this machine may know */
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
        } catch (IOException e) {
            // A reset, or closed at this end: gone, either way.
        }
        throw new SoftEndOfStreamException("the client has gone");
    }

    /**
     * Reads over what the client sends, in constant memory; returns or fails when it has gone or this end was closed.
     *
     * @param whenTls called before a client that begins with TLS, where there is none, is refused
     */
    void awaitGone(Runnable whenTls) throws IOException {
        InputStream in = inputStream();
        if (!isTls && TlsRecord.isHandshake(in.readNBytes(TlsRecord.TELLING_BYTES))) {
            whenTls.run();
            refuseTls();
        }
        in.transferTo(OutputStream.nullOutputStream());
        if (!isTls) {
            awaitSocketGone();
        }
    }

    private void refuseTls() throws IOException {
        socket.getOutputStream().write(TlsRecord.refusal());
        // The client ends it. With input that was not read, closing this end could take the answer away again.
        socket.shutdownOutput();
    }

    /** Returns when no process has the client's socket any more, or this end was closed. */
    private void awaitSocketGone() throws IOException {
        InetSocketAddress theirs = (InetSocketAddress) socket.getRemoteSocketAddress();
        InetSocketAddress ours = (InetSocketAddress) socket.getLocalSocketAddress();
        // A process that closes its socket sends the FIN first; the table tells a moment later.
        long pauseMillis = 1;
        try {
            while (isHeld(theirs, ours) && !closed.await(pauseMillis, TimeUnit.MILLISECONDS)) {
                pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isHeld(InetSocketAddress theirs, InetSocketAddress ours) throws IOException {
        return TcpPeer.of(theirs, ours).filter(TcpPeer::isOpen).isPresent();
    }

    /** Leaves the connection open, if it is not broken: its reading thread closes it. */
    @Override
    public void writeAll(Backlog backlog) throws InterruptedException {
        for (Backlog.Batch batch = backlog.take(); !batch.isEmpty(); batch = backlog.take()) {
            send(new GenericMessage<>(new TcpDelivery(backlog, batch)));
            backlog.wrote(batch);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        super.close();
    }
}
