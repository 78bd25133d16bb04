package io.ipcbox.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.ipc.Deadline;
import io.ipcbox.message.EncodedLines;
import io.ipcbox.message.IntegerLine;
import io.ipcbox.transport.ClientStatus;
import io.ipcbox.transport.Publisher;
import io.ipcbox.transport.shm.ShmTransport;
import io.ipcbox.transport.tcp.TcpTransport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.integration.channel.DirectChannel;

/** The first line, which may be held until clients are attached. */
class BroadcastServerTest {
    /** Identifying the clients may search every process of the machine; counting them does not. */
    @Test
    void waitingForClientsOnlyCountsThem() {
        List<EncodedLines> sent = new ArrayList<>();
        DirectChannel channel = new DirectChannel();
        channel.subscribe(message -> sent.add((EncodedLines) message.getPayload()));
        BroadcastServer server = new BroadcastServer(channel, List.of(new OneMoreEachTime()), 3);

        server.awaitClients(Deadline.NEVER);

        assertThat(sent).isEmpty();
        assertThat(server.publish(IntegerLine.of(1))).isEqualTo(1);
        assertThat(server.publish(IntegerLine.of(2))).isEqualTo(2);
        assertThat(sent).hasSize(2);
    }

    @Test
    void clientOfAProcessIsTheNewestOfItsMechanismKnownToBeItElseTheNewestOfAnUnknownProcess() {
        Publisher publisher = new OneMoreEachTime() {
            @Override
            public List<ClientStatus> clients() {
                return List.of(
                        client(0, 2, 10), client(0, 3, 20), client(7, 4, 30), client(7, 5, 40), client(8, 6, 50));
            }
        };
        BroadcastServer server = new BroadcastServer(new DirectChannel(), List.of(publisher), 0);
        assertThat(server.firstLine(TcpTransport.MECHANISM, 7)).hasValue(5);
        assertThat(server.firstLine(TcpTransport.MECHANISM, 9)).hasValue(3);
        assertThat(server.firstLine(ShmTransport.MECHANISM, 9))
                .as("a client that has left is not taken for one of another mechanism")
                .isEmpty();
    }

    private static ClientStatus client(long pid, long firstLine, long since) {
        return new ClientStatus(
                "?",
                TcpTransport.MECHANISM,
                pid,
                1,
                0,
                firstLine,
                Instant.ofEpochSecond(since),
                ClientStatus.State.LIVE);
    }

    private static class OneMoreEachTime implements Publisher {
        private int attached;

        @Override
        public int attached() {
            return attached++;
        }

        @Override
        public List<ClientStatus> clients() {
            throw new AssertionError("nothing asks what the clients are");
        }

        @Override
        public void start(Consumer<RuntimeException> trouble) {}

        @Override
        public void publish(EncodedLines lines) {}

        @Override
        public void end(byte[] frame, Deadline deadline) {}

        @Override
        public void close() {}
    }
}
