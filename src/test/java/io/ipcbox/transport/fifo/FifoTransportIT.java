package io.ipcbox.transport.fifo;

import io.ipcbox.support.UniqueNames;
import io.ipcbox.transport.ChannelDirectory;
import io.ipcbox.transport.Publisher;
import io.ipcbox.transport.Subscriber;
import io.ipcbox.transport.TestSettings;
import io.ipcbox.transport.TransportContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The contract over FIFOs. */
class FifoTransportIT extends TransportContract {
    private final Path path = UniqueNames.nextIn(Path.of(System.getProperty("java.io.tmpdir")));
    private final ChannelDirectory directory = ChannelDirectory.at(path);

    /** A server's lock file keeps the directory, so clients that come and go do not remove it. */
    private void holdChannel() {
        directory.ensure();
        Path lock = directory.resolve("server.lock");
        try {
            Files.writeString(lock, "");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        closeAfterTest(() -> {
            Files.deleteIfExists(lock);
            directory.removeIfEmpty();
        });
    }

    @Override
    protected Publisher newPublisher(Duration stallTimeout) {
        holdChannel();
        return new FifoPublisher(TestSettings.ofServer(stallTimeout), directory);
    }

    @Override
    protected Subscriber newSubscriber(int longestLine) {
        return new FifoSubscriber(directory, longestLine);
    }

    @Override
    protected List<Path> names() {
        return List.of(path);
    }
}
