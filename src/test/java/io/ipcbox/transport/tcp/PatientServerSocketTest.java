package io.ipcbox.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clients that connect to a process without a free descriptor wait. */
class PatientServerSocketTest {
    private static final int FAILURES = 3;

    private final List<IOException> told = new ArrayList<>();
    private final Socket client = new Socket();

    @Test
    void failuresToAcceptAreReportedOnceAndAcceptingGoesOn() throws IOException {
        FailingSocket failing = new FailingSocket(FAILURES);
        try (ServerSocket socket = new PatientServerSocket(failing, told::add)) {
            assertThat(socket.accept()).isSameAs(client);
            failing.failures = FAILURES;
            assertThat(socket.accept()).isSameAs(client);
            assertThat(told).singleElement().extracting(Throwable::getMessage).isEqualTo("Too many open files");
        }
    }

    @Test
    void socketThatIsClosedInBetweenAcceptsNoMore() throws IOException {
        ServerSocket failing = new FailingSocket(Integer.MAX_VALUE);
        ServerSocket socket = new PatientServerSocket(failing, failure -> close(failing));

        assertThatThrownBy(socket::accept).isInstanceOf(SocketException.class);
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class FailingSocket extends ServerSocket {
        private int failures;

        FailingSocket(int failures) throws IOException {
            this.failures = failures;
        }

        @Override
        public Socket accept() throws IOException {
            if (failures > 0) {
                failures--;
                throw new SocketException("Too many open files");
            }
            return client;
        }
    }
}
