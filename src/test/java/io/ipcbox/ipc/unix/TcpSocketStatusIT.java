package io.ipcbox.ipc.unix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ipcbox.ipc.file.PrivateDirectory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernel's answer about one connection. */
class TcpSocketStatusIT {
    private static final TcpSocketStatus GONE = new TcpSocketStatus(0, 0);

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1"})
    void connectionHasTheUserAndTheInodeOfItsSocket(String address) throws IOException {
        InetAddress local = InetAddress.getByName(address);
        try (ServerSocket listener = new ServerSocket(0, 1, local);
                Socket client = new Socket(local, listener.getLocalPort());
                Socket accepted = listener.accept()) {
            InetSocketAddress theirs = (InetSocketAddress) client.getLocalSocketAddress();
            InetSocketAddress ours = (InetSocketAddress) accepted.getLocalSocketAddress();

            assertThat(TcpSocketStatus.of(theirs, ours)).hasValueSatisfying(status -> {
                assertThat(status.uid()).isEqualTo(PrivateDirectory.userId());
                assertThat(isOurs(status.inode())).isTrue();
            });
            assertThat(TcpSocketStatus.of(ours, theirs)).isPresent();
            assertThat(TcpSocketStatus.of(ours, new InetSocketAddress(local, 1)))
                    .as("the socket that listens is not a connection")
                    .contains(GONE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void connectionThatIsNotThereIsToldAsGone(String address) throws IOException {
        InetAddress local = InetAddress.getByName(address);
        InetSocketAddress ours;
        InetSocketAddress theirs;
        try (ServerSocket listener = new ServerSocket(0, 1, local);
                Socket client = new Socket(local, listener.getLocalPort());
                Socket accepted = listener.accept()) {
            theirs = (InetSocketAddress) client.getLocalSocketAddress();
            ours = (InetSocketAddress) accepted.getLocalSocketAddress();
            // With a reset: a connection that is closed normally stays in the table for a minute.
            accepted.setSoLinger(true, 0);
        }

        await().until(() -> TcpSocketStatus.of(theirs, ours).equals(Optional.of(GONE)));
        assertThat(TcpSocketStatus.of(ours, theirs)).contains(GONE);
    }

    private static boolean isOurs(long inode) {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.anyMatch(descriptor -> target(descriptor).equals("socket:[" + inode + "]"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "";
        }
    }
}
