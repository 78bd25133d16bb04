package io.ipcbox.transport.tcp;

import io.ipcbox.ipc.Deadline;
import io.ipcbox.ipc.waiting.Wait;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A listening socket that goes on after a failure to accept. Usually no descriptor is free at that moment; until one
 * is, clients wait in the kernel's queue. Spring would end the server for the same failure.
 */
final class PatientServerSocket extends ServerSocket {
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long SHORTEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private final ServerSocket socket;
    private final Consumer<IOException> failureListener;
    // A server at its limit fails again with every client that takes the place of another.
    private Deadline silence = Deadline.PASSED;

    /** @param failureListener receives a failure, then none for a minute */
    PatientServerSocket(ServerSocket socket, Consumer<IOException> failureListener) throws IOException {
        this.socket = socket;
        this.failureListener = failureListener;
    }

    /** Returns the next connection; fails only if this socket is closed or the thread is interrupted. */
    @Override
    public Socket accept() throws IOException {
        Wait wait = new Wait("accept a client at", socket, socket::isClosed);
        long pauseNanos = SHORTEST_PAUSE_NANOS;
        while (true) {
            try {
                return socket.accept();
            } catch (IOException e) {
                if (wait.isEnded()) {
                    throw new SocketException(String.valueOf(e.getMessage()));
                }
                report(e);
                wait.park(pauseNanos);
                pauseNanos = Math.min(2 * pauseNanos, LONGEST_PAUSE_NANOS);
            }
        }
    }

    private void report(IOException failure) {
        if (!silence.hasPassed()) {
            return;
        }
        silence = Deadline.after(SILENCE);
        try {
            failureListener.accept(failure);
        } catch (RuntimeException e) {
            // A failure to report it must not keep clients out.
        }
    }

    @Override
    public int getLocalPort() {
        return socket.getLocalPort();
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
        return socket.getLocalSocketAddress();
    }

    @Override
    public boolean isClosed() {
        return socket.isClosed();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
