package io.ipcbox.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Programs that know nothing of ipcbox, at the other end. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class PeersIT {
    private static final String READY = "Server is ready. You can type integers and then press [ENTER].";

    @RegisterExtension
    final ProcessChannel channel = new ProcessChannel();

    @Test
    void ncSocatAndCatSeeTheLines() throws IOException {
        IpcboxProcess server = channel.start("server", "--ipcbox.server.await-clients=3");
        server.awaitOut(READY);
        String fifo = channel.directory().resolve("mine").toString();
        List<IpcboxProcess> peers = List.of(
                channel.run("nc", List.of("nc", "127.0.0.1", Integer.toString(port()))),
                channel.run("socat", List.of("socat", "-u", "TCP:127.0.0.1:" + port(), "-")),
                channel.run("cat", List.of("sh", "-c", "mkfifo -m 600 \"$1\" && exec cat \"$1\"", "sh", fifo)));
        server.type("3 1 2", "  +7\t-8 ");
        peers.forEach(peer -> assertThat(peer.awaitOut(0, 2)).containsExactly("3 1 2", "7 -8"));
        server.type("clients");
        peers.forEach(peer -> server.awaitOut(row -> row.contains(" " + peer.pid() + " "), "a row with " + peer.pid()));
        server.endInput();
        assertThat(server.exitCode()).isZero();
        assertThat(server.err()).isEmpty();
        peers.stream().skip(1).forEach(peer -> assertThat(peer.exitCode()).isZero());
        // This nc goes on until its own input ends.
        peers.getFirst().endInput();
        assertThat(peers.getFirst().exitCode()).isZero();
        Files.delete(channel.directory().resolve("mine"));
        Files.delete(channel.directory());
    }

    /** Programs that say that they have nothing to send, by shutting down their side, want to listen all the more. */
    @Test
    void ncAndSocatThatEndTheirSideAtOnceSeeTheLines() {
        IpcboxProcess server = channel.start("server", "--ipcbox.server.await-clients=2");
        server.awaitOut(READY);
        String port = Integer.toString(port());
        List<IpcboxProcess> peers = List.of(
                channel.run("nc -N", List.of("sh", "-c", "exec nc -N 127.0.0.1 " + port + " </dev/null")),
                channel.run("socat", List.of("sh", "-c", "exec socat -t 600 TCP:127.0.0.1:" + port + " - </dev/null")));
        server.type("3 1 2");
        server.endInput();
        peers.forEach(peer -> {
            assertThat(peer.exitCode()).isZero();
            assertThat(peer.out()).containsExactly("3 1 2", "END");
        });
        assertThat(server.exitCode()).isZero();
        assertThat(server.err()).isEmpty();
    }

    /** A connection that is accepted while a line is on its way must not be dropped before it can take one. */
    @Test
    void everyConnectionMadeWhileLinesFlowGetsAllFromThereOn() throws IOException, InterruptedException {
        IpcboxProcess server = channel.start("server");
        server.awaitOut(READY);
        AtomicBoolean enough = new AtomicBoolean();
        Thread typing = Thread.ofPlatform().start(() -> {
            for (int i = 0; !enough.get(); i++) {
                server.type(Integer.toString(i));
            }
        });
        try {
            for (int connection = 0; connection < 100; connection++) {
                assertThat(isServed()).as("connection %d", connection).isTrue();
            }
        } finally {
            enough.set(true);
            typing.join();
        }
        server.endInput();
        assertThat(server.exitCode()).isZero();
        assertThat(server.err()).isEmpty();
    }

    private boolean isServed() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            String first = lines.readLine();
            return first != null
                    && Integer.toString(Integer.parseInt(first) + 1).equals(lines.readLine());
        }
    }

    private int port() {
        try {
            return Integer.parseInt(
                    Files.readString(channel.directory().resolve("tcp-port")).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
