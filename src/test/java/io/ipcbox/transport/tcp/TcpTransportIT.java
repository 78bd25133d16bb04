package io.ipcbox.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.ipc.Errno;
import io.ipcbox.support.Refusal;
import io.ipcbox.support.UniqueNames;
import io.ipcbox.transport.ChannelDirectory;
import io.ipcbox.transport.Publisher;
import io.ipcbox.transport.Subscriber;
import io.ipcbox.transport.TransportContract;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** The contract over TCP, on any free port. */
class TcpTransportIT extends TransportContract {
    private final Path path = UniqueNames.nextIn(Path.of(System.getProperty("java.io.tmpdir")));
    private final ChannelDirectory directory = ChannelDirectory.at(path);

    @Override
    protected Publisher newPublisher(Duration stallTimeout) {
        return closed(TcpContext.ofServer(directory, stallTimeout)).getBean(TcpPublisher.class);
    }

    @Override
    protected Subscriber newSubscriber(int longestLine) {
        return closed(TcpContext.ofClient(directory, longestLine)).getBean(TcpSubscriber.class);
    }

    private ConfigurableApplicationContext closed(ConfigurableApplicationContext context) {
        closeAfterTest(context);
        return context;
    }

    /** A server may be put together by hand, without the settings and their check. */
    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
    void addressThatOtherMachinesReachIsRefusedWithoutTls(String address) {
        var context = closed(TcpContext.ofServer(address, 0, directory, Duration.ofSeconds(1)));

        Refusal.of(Errno.EPERM, () -> context.getBean(TcpPublisher.class).start(trouble -> {}))
                .hasMessageStartingWith("cannot listen on TCP port \"" + address + ":0\"")
                .hasMessageContaining("--ipcbox.tcp.ssl-bundle=NAME");

        assertThat(path).doesNotExist();
    }

    @Override
    protected List<Path> names() {
        return List.of(path);
    }
}
