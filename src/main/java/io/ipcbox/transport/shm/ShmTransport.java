package io.ipcbox.transport.shm;

import io.ipcbox.ring.RingSettings;
import io.ipcbox.ring.WaitStrategy;
import io.ipcbox.settings.Settings;
import io.ipcbox.settings.ShmSettings;
import io.ipcbox.transport.ChannelDirectory;
import io.ipcbox.transport.Mechanism;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The shared-memory transport: its row, and the Spring configuration of both ends. */
public final class ShmTransport {
    public static final Mechanism MECHANISM = new Mechanism("shm", "shared memory", Server.class, Client.class);

    private ShmTransport() {}

    @Configuration(proxyBeanMethods = false)
    static class Server {
        // The server's lifecycle closes it, in its own order.
        @Bean(destroyMethod = "")
        ShmPublisher shmPublisher(Settings settings, ChannelDirectory directory) {
            ShmSettings shm = settings.shm();
            RingSettings ring = new RingSettings(shm.capacity().toBytes(), shm.maxReaders());
            return new ShmPublisher(directory.ring(settings.channel()), ring, settings.stallTimeout());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Client {
        @Bean(destroyMethod = "close")
        ShmSubscriber shmSubscriber(Settings settings, ChannelDirectory directory) {
            ShmSettings shm = settings.shm();
            WaitStrategy waiting = switch (shm.waiting()) {
                case LOW_LATENCY -> WaitStrategy.LOW_LATENCY;
                case BALANCED -> WaitStrategy.BALANCED;
                case FRUGAL -> WaitStrategy.FRUGAL;
            };
            return new ShmSubscriber(
                    directory.ring(settings.channel()), shm.fromOldest(), settings.longestLine(), waiting);
        }
    }
}
