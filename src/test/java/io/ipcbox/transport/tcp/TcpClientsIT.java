package io.ipcbox.transport.tcp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ipcbox.message.EndOfStream;
import io.ipcbox.message.MessageCodec;
import io.ipcbox.support.UniqueNames;
import io.ipcbox.transport.ChannelDirectory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Clients that are only sockets: what they may do and stay clients, and how it is noticed that one has gone. */
class TcpClientsIT {
    private static final byte[] LINE = "1 2 3\n".getBytes(US_ASCII);

    private final ConfigurableApplicationContext context = TcpContext.ofServer(
            ChannelDirectory.at(UniqueNames.nextIn(Path.of(System.getProperty("java.io.tmpdir")))),
            Duration.ofSeconds(1));
    private final TcpPublisher publisher = context.getBean(TcpPublisher.class);

    @BeforeEach
    void start() {
        publisher.start();
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
            publisher.publish(LINE);
            assertThat(client.getInputStream().readNBytes(LINE.length)).isEqualTo(LINE);

            publisher.publish(LINE);
            publisher.end(MessageCodec.encode(new EndOfStream()), Duration.ofSeconds(20));
            publisher.close();

            assertThat(client.getInputStream().readAllBytes()).isEqualTo("1 2 3\nEND\n".getBytes(US_ASCII));
        }
    }

    @Test
    void clientThatGoesAfterItHasShutItsSendingSideDownIsForgottenWithoutALine() throws IOException {
        try (Socket stays = connect()) {
            stays.shutdownOutput();
            try (Socket goes = connect()) {
                awaitAttached(2);
                goes.shutdownOutput();
            }
            awaitAttached(1);
            publisher.publish(LINE);
            assertThat(stays.getInputStream().readNBytes(LINE.length)).isEqualTo(LINE);
        }
        awaitAttached(0);
    }

    @Test
    void clientThatResetsItsConnectionIsForgotten() throws IOException {
        try (Socket client = connect()) {
            awaitAttached(1);
            client.setSoLinger(true, 0);
        }
        awaitAttached(0);
    }

    /** A sandbox may forbid the question; what the table in {@code /proc} says must then be the same. */
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
        // Nobody's connection: its port listens, which is another entry.
        assertThat(bothSay(ours, new InetSocketAddress(ours.getAddress(), 1))).isNotPresent();
    }

    /** Empty also for a connection that no process holds any more, which the kernel keeps for a while. */
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
