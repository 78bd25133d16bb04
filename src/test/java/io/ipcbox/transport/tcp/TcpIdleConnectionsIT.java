package io.ipcbox.transport.tcp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.message.EncodedLines;
import io.ipcbox.support.UniqueNames;
import io.ipcbox.transport.ChannelDirectory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The cost of many connections that read little. */
class TcpIdleConnectionsIT {
    private static final int CONNECTIONS = 200;
    private static final long MOST_BYTES_EACH = 512 * 1024;
    private static final byte[] LINE = "1 2 3\n".getBytes(US_ASCII);

    private final ChannelDirectory directory =
            ChannelDirectory.at(UniqueNames.nextIn(Path.of(System.getProperty("java.io.tmpdir"))));

    @Test
    void connectionThatIsWrittenToTakesLittleHeap() throws IOException {
        List<Socket> connections = new ArrayList<>();
        try (var context = TcpContext.ofServer(directory, Duration.ofSeconds(1));
                TcpPublisher publisher = context.getBean(TcpPublisher.class)) {
            publisher.start(trouble -> {});
            long before = usedHeap();
            for (int i = 0; i < CONNECTIONS; i++) {
                connections.add(connect(publisher));
            }
            publisher.publish(EncodedLines.of(LINE));
            for (Socket connection : connections) {
                // The server has allocated its buffer for this connection by now.
                assertThat(connection.getInputStream().readNBytes(LINE.length)).isEqualTo(LINE);
            }
            assertThat(usedHeap() - before).isLessThan(CONNECTIONS * MOST_BYTES_EACH);
        } finally {
            for (Socket connection : connections) {
                connection.close();
            }
        }
    }

    private static Socket connect(TcpPublisher publisher) throws IOException {
        int attached = publisher.clients().size();
        Socket connection = new Socket(InetAddress.getLoopbackAddress(), publisher.port());
        while (publisher.clients().size() == attached) {
            Thread.onSpinWait();
        }
        return connection;
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
