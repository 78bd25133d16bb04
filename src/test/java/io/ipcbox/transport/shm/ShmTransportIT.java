package io.ipcbox.transport.shm;

import io.ipcbox.ring.RingSettings;
import io.ipcbox.ring.WaitStrategy;
import io.ipcbox.support.UniqueNames;
import io.ipcbox.transport.Publisher;
import io.ipcbox.transport.Subscriber;
import io.ipcbox.transport.TransportContract;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The contract over a ring in {@code /dev/shm}. */
class ShmTransportIT extends TransportContract {
    private final Path path = UniqueNames.nextIn(Path.of("/dev/shm"));

    @Override
    protected Publisher newPublisher(Duration stallTimeout) {
        return new ShmPublisher(path, new RingSettings(1 << 20, 8), stallTimeout);
    }

    @Override
    protected Subscriber newSubscriber(int longestLine) {
        return new ShmSubscriber(path, false, longestLine, WaitStrategy.FRUGAL);
    }

    @Override
    protected List<Path> names() {
        return List.of(path);
    }
}
