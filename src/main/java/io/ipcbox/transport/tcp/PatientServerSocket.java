package io.ipcbox.transport.tcp;

import io.ipcbox.ipc.waiting.Deadline;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A listening socket that goes on after a failure to accept. Usually no descriptor is free then, and will be later;
 * until that time, clients wait in the kernel's queue. To Spring, the same failure would be the end of the server.
 */
final class PatientServerSocket extends ServerSocket {
    private static final long LONGEST_PAUSE_MILLIS = 1000;
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private final ServerSocket socket;
    private final Consumer<IOException> failureListener;
    private final CountDownLatch closed = new CountDownLatch(1);
    // A server at its limit fails again with every client that takes the place of one.
    private Deadline silence = Deadline.PASSED;

    /** @param failureListener is told of a failure, and then of none for a minute */
    PatientServerSocket(ServerSocket socket, Consumer<IOException> failureListener) throws IOException {
        this.socket = socket;
        this.failureListener = failureListener;
    }

    ServerSocket socket() {
        return socket;
    }

    /** Returns the next connection; fails only when this socket is closed or the thread is interrupted. */
    @Override
    public Socket accept() throws IOException {
        long pauseMillis = 0;
        while (true) {
            try {
                return socket.accept();
            } catch (IOException e) {
                if (socket.isClosed()) {
                    throw new SocketException(String.valueOf(e.getMessage()));
                }
                if (silence.hasPassed()) {
                    silence = Deadline.after(SILENCE);
                    tell(e);
                }
                pauseMillis = Math.min(2 * pauseMillis + 1, LONGEST_PAUSE_MILLIS);
                pause(pauseMillis);
            }
        }
    }

    // Whatever becomes of the news, clients are let in again when they can be.
    private void tell(IOException failure) {
        try {
            failureListener.accept(failure);
        } catch (RuntimeException e) {
            // It cannot be told, then.
        }
    }

    private void pause(long millis) throws SocketException {
        try {
            closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SocketException("interrupted");
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
        closed.countDown();
    }
}
