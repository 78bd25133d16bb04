package io.ipcbox.transport.shm;

import io.ipcbox.transport.Mechanism;
import io.ipcbox.transport.TransportOptions;
import java.nio.file.Path;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The shared-memory transport: its row, and the Spring configuration of both ends. They take {@link ShmOptions} too. */
public final class ShmTransport {
    public static final Mechanism MECHANISM = new Mechanism("shm", "shared memory", Server.class, Client.class);

    private ShmTransport() {}

    private static Path ring(TransportOptions options) {
        return options.directory().ring(options.channel());
    }

    @Configuration(proxyBeanMethods = false)
    static class Server {
        // The server's lifecycle closes it, in its own order.
        @Bean(destroyMethod = "")
        ShmPublisher shmPublisher(TransportOptions options, ShmOptions shm) {
            return new ShmPublisher(ring(options), shm.ring(), options.stallTimeout());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Client {
        @Bean(destroyMethod = "close")
        ShmSubscriber shmSubscriber(TransportOptions options, ShmOptions shm) {
            return new ShmSubscriber(ring(options), shm.fromOldest(), options.longestLine(), shm.waiting());
        }
    }
}
