package io.ipcbox.launch;

import io.ipcbox.client.StatisticClient;
import io.ipcbox.console.Console;
import io.ipcbox.console.StreamConsole;
import io.ipcbox.process.ExitCode;
import io.ipcbox.settings.ClientSettings;
import io.ipcbox.settings.Settings;
import io.ipcbox.transport.ChannelDirectory;
import io.ipcbox.transport.Mechanism;
import io.ipcbox.transport.Subscriber;
import io.ipcbox.transport.fifo.FifoSubscriber;
import io.ipcbox.transport.shm.ShmSubscriber;
import io.ipcbox.transport.tcp.PortFile;
import io.ipcbox.transport.tcp.TcpClientConfiguration;
import io.ipcbox.transport.tcp.TcpClientSettings;
import io.ipcbox.transport.tcp.Tls;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.ContextClosedEvent;

/** The parts of a client: one subscriber, the one of its profile. */
@Configuration(proxyBeanMethods = false)
@Import({ClientConfiguration.Socket.class, ClientConfiguration.Pipe.class, ClientConfiguration.SharedMemory.class})
@Profile({"client-socket", "client-pipe", "client-shm"})
public class ClientConfiguration {
    @Bean
    StatisticClient statisticClient(Subscriber subscriber, ClientSettings settings, Console console) {
        return new StatisticClient(subscriber, settings.statistic()::report, console);
    }

    @Bean
    Console console() {
        Console console = StreamConsole.standard();
        // Not on this thread, which holds what the end waits for.
        console.whenLost(() -> Thread.ofPlatform().start(() -> System.exit(ExitCode.FAILED)));
        return console;
    }

    @Bean
    ApplicationRunner clientRunner(StatisticClient client, Subscriber subscriber) {
        return arguments -> client.run(readyLine(subscriber.mechanism()));
    }

    /** Before the context stops the parts of the subscriber: a connection that ends with them is not worth a notice. */
    @Bean
    ApplicationListener<ContextClosedEvent> clientCloser(StatisticClient client) {
        return event -> client.close();
    }

    /** The clients of the default line-up are known by their places in it. */
    private static String readyLine(Mechanism mechanism) {
        String name = switch (mechanism) {
            case SOCKET -> "Client1";
            case PIPE -> "Client2";
            case SHARED_MEMORY -> "Client3";
        };
        return name + " (" + mechanism + ") is ready";
    }

    /** Over TCP. */
    @Configuration(proxyBeanMethods = false)
    @Profile("client-socket")
    @Import({TlsConfiguration.class, TcpClientConfiguration.class})
    static class Socket {
        @Bean
        TcpClientSettings tcpClientSettings(Settings settings, ObjectProvider<Tls> tls) {
            int port = settings.tcp().port();
            ChannelDirectory directory = settings.channelDirectory();
            return new TcpClientSettings(
                    settings.tcp().address(),
                    () -> port == 0 ? PortFile.read(directory) : port,
                    settings.longestLine(),
                    tls.getIfAvailable());
        }
    }

    /** Over a FIFO. */
    @Configuration(proxyBeanMethods = false)
    @Profile("client-pipe")
    static class Pipe {
        @Bean(destroyMethod = "close")
        FifoSubscriber fifoSubscriber(Settings settings) {
            return new FifoSubscriber(settings.channelDirectory(), settings.longestLine());
        }
    }

    /** Over the ring. */
    @Configuration(proxyBeanMethods = false)
    @Profile("client-shm")
    static class SharedMemory {
        @Bean(destroyMethod = "close")
        ShmSubscriber shmSubscriber(Settings settings) {
            return new ShmSubscriber(
                    settings.ring(),
                    settings.shm().fromOldest(),
                    settings.longestLine(),
                    settings.shm().waiting());
        }
    }
}
