package io.ipcbox.transport.tcp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ipcbox.ipc.Deadline;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.message.EncodedLines;
import io.ipcbox.message.EndOfStream;
import io.ipcbox.message.MessageCodec;
import io.ipcbox.support.Refusal;
import io.ipcbox.support.UniqueNames;
import io.ipcbox.transport.ChannelDirectory;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Clients that are only sockets: what they may do and stay attached, and how the server notices that one has gone. */
class TcpClientsIT {
    private static final byte[] LINE = "1 2 3\n".getBytes(US_ASCII);

    private final ChannelDirectory directory =
            ChannelDirectory.at(UniqueNames.nextIn(Path.of(System.getProperty("java.io.tmpdir"))));
    private final ConfigurableApplicationContext context = TcpContext.ofServer(directory, Duration.ofSeconds(1));
    private final TcpPublisher publisher = context.getBean(TcpPublisher.class);

    @BeforeEach
    void start() {
        publisher.start(trouble -> {});
    }

    @AfterEach
    void close() {
        publisher.close();
        context.close();
    }

    @Test
    void clientThatHasShutItsSendingSideDownGetsEveryLineAndTheEnd() throws IOException {
        try (Socket client = connect()) {
            client.shutdownOutput();
            awaitAttached(1);
            publisher.publish(EncodedLines.of(LINE));
            assertThat(client.getInputStream().readNBytes(LINE.length)).isEqualTo(LINE);

            publisher.publish(EncodedLines.of(LINE));
            publisher.end(MessageCodec.encode(new EndOfStream()), Deadline.after(Duration.ofSeconds(20)));
            publisher.close();

            assertThat(client.getInputStream().readAllBytes()).isEqualTo("1 2 3\nEND\n".getBytes(US_ASCII));
        }
    }

    /** The frame does not fit into a socket, so that the client has not yet received all of it when it is closed. */
    @Test
    void clientThatComesAfterTheEndReceivesItToo() throws Exception {
        byte[] frame = ("1".repeat(20_000_000) + "\nEND\n").getBytes(US_ASCII);
        publisher.end(frame, Deadline.after(Duration.ofSeconds(20)));
        try (Socket client = connect()) {
            awaitAttached(1);

            CompletableFuture<Void> closing = CompletableFuture.runAsync(publisher::close);

            assertThat(client.getInputStream().readAllBytes()).isEqualTo(frame);
            closing.get();
        }
    }

    @Test
    void endIsCompleteThoughADirectoryTookThePlaceOfThePortFile() throws IOException {
        Path portFile = directory.resolve("tcp-port");
        Files.delete(portFile);
        Files.createDirectories(portFile.resolve("full"));

        Refusal.of(Errno.EISDIR, publisher::close);

        // The kernel ends the socket a moment after close returns if another thread was about to wait for it.
        await().untilAsserted(() -> assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class));
        assertThatThrownBy(() -> PortFile.write(directory, 1)).isInstanceOf(IpcException.class);
        assertThat(directory.resolve(".tcp-port")).doesNotExist();
        Files.delete(portFile.resolve("full"));
        Files.delete(portFile);
        directory.removeIfEmpty();
    }

    @Test
    void clientThatGoesAfterItHasShutItsSendingSideDownIsRemovedWithoutALine() throws IOException {
        try (Socket stays = connect()) {
            stays.shutdownOutput();
            try (Socket goes = connect()) {
                awaitAttached(2);
                goes.shutdownOutput();
            }
            awaitAttached(1);
            publisher.publish(EncodedLines.of(LINE));
            assertThat(stays.getInputStream().readNBytes(LINE.length)).isEqualTo(LINE);
        }
        awaitAttached(0);
    }

    @Test
    void clientThatResetsItsConnectionIsRemoved() throws IOException {
        try (Socket client = connect()) {
            awaitAttached(1);
            client.setSoLinger(true, 0);
        }
        awaitAttached(0);
    }

    @Test
    void clientThatSpeaksTlsToAServerWithoutItIsRemovedBeforeItIsRefused() throws IOException {
        try (Socket client = connect()) {
            client.getOutputStream().write(new byte[] {22, 3, 1, 0, 1, 0});
            assertThat(client.getInputStream().readNBytes(TlsRecord.refusal().length))
                    .isEqualTo(TlsRecord.refusal());
            assertThat(publisher.attached()).isZero();

            publisher.publish(EncodedLines.of(LINE));

            assertThat(client.getInputStream().readAllBytes()).isEmpty();
        }
    }

    /** A sandbox may forbid the query; the table in {@code /proc} must then give the same answer. */
    @Test
    void kernelsAnswerAndItsTableAgree() throws IOException {
        Socket client = connect();
        InetSocketAddress theirs = (InetSocketAddress) client.getLocalSocketAddress();
        InetSocketAddress ours = (InetSocketAddress) client.getRemoteSocketAddress();
        awaitAttached(1);
        assertThat(bothSay(theirs, ours)).get().matches(TcpPeer::isTrusted);
        client.shutdownOutput();
        assertThat(bothSay(theirs, ours)).get().matches(TcpPeer::isTrusted);
        client.close();
        assertThat(bothSay(theirs, ours)).isNotPresent();
        // The port of a listening server has an entry too, but not for a connection.
        assertThat(bothSay(ours, new InetSocketAddress(ours.getAddress(), 1))).isNotPresent();
    }

    /** Also empty for a connection that no process holds any more but the kernel keeps for a while. */
    private static Optional<TcpPeer> bothSay(InetSocketAddress theirs, InetSocketAddress ours) throws IOException {
        Optional<TcpPeer> answer = TcpPeer.of(theirs, ours).filter(TcpPeer::isOpen);
        assertThat(TcpPeer.inTables(theirs, ours).filter(TcpPeer::isOpen)).isEqualTo(answer);
        return answer;
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), publisher.port());
    }

    private void awaitAttached(int count) {
        await().untilAsserted(() -> assertThat(publisher.attached()).isEqualTo(count));
    }
}
