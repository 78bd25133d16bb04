package io.ipcbox.transport.fifo;

import io.ipcbox.settings.Settings;
import io.ipcbox.transport.ChannelDirectory;
import io.ipcbox.transport.Mechanism;
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
        FifoPublisher fifoPublisher(Settings settings, ChannelDirectory directory) {
            return new FifoPublisher(settings, directory);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Client {
        @Bean(destroyMethod = "close")
        FifoSubscriber fifoSubscriber(Settings settings, ChannelDirectory directory) {
            return new FifoSubscriber(directory, settings.longestLine());
        }
    }
}
