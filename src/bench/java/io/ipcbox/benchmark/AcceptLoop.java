package io.ipcbox.benchmark;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * The plainest server, which {@code scripts/bench-connect} compares with: reads each connection in a virtual thread of
 * its own. Prints its port first; ends with its input.
 */
final class AcceptLoop {
    private static final int LISTEN_BACKLOG = 4096;

    private AcceptLoop() {}

    public static void main(String[] args) throws IOException {
        try (ServerSocket listener = new ServerSocket(0, LISTEN_BACKLOG, InetAddress.getLoopbackAddress())) {
            System.out.println(listener.getLocalPort());
            Thread.ofVirtual().start(() -> accept(listener));
            System.in.readAllBytes();
        }
    }

    private static void accept(ServerSocket listener) {
        try {
            while (true) {
                Socket socket = listener.accept();
                Thread.ofVirtual().start(() -> readOver(socket));
            }
        } catch (IOException e) {
            // The end.
        }
    }

    private static void readOver(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // It has gone.
        }
    }
}
