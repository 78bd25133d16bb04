package io.ipcbox.transport.tcp;

import io.ipcbox.support.UniqueNames;
import io.ipcbox.transport.ChannelDirectory;
import io.ipcbox.transport.Publisher;
import io.ipcbox.transport.Subscriber;
import io.ipcbox.transport.TransportContract;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;

/** The contract over TCP, on whatever port is free. */
class TcpTransportIT extends TransportContract {
    private final Path path = UniqueNames.nextIn(Path.of(System.getProperty("java.io.tmpdir")));
    private final ChannelDirectory directory = ChannelDirectory.at(path);

    @Override
    protected Publisher newPublisher(Duration stallTimeout) {
        return closed(TcpContext.ofServer(directory, stallTimeout)).getBean(TcpPublisher.class);
    }

    @Override
    protected Subscriber newSubscriber() {
        return closed(TcpContext.ofClient(directory)).getBean(TcpSubscriber.class);
    }

    private ConfigurableApplicationContext closed(ConfigurableApplicationContext context) {
        closeAfterTest(context);
        return context;
    }

    @Override
    protected List<Path> names() {
        return List.of(path);
    }
}
