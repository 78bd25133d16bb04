package io.ipcbox.transport.fifo;

import io.ipcbox.transport.Mechanism;
import io.ipcbox.transport.TransportOptions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The FIFO transport: its row, and the Spring configuration of both ends. */
public final class FifoTransport {
    public static final Mechanism MECHANISM = new Mechanism("pipe", "pipe", Server.class, Client.class);

    private FifoTransport() {}

    @Configuration(proxyBeanMethods = false)
    static class Server {
        // The server's lifecycle closes it, in its own order.
        @Bean(destroyMethod = "")
        FifoPublisher fifoPublisher(TransportOptions options) {
            return new FifoPublisher(options);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Client {
        @Bean(destroyMethod = "close")
        FifoSubscriber fifoSubscriber(TransportOptions options) {
            return new FifoSubscriber(options);
        }
    }
}
