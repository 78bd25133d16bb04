package io.ipcbox.transport.tcp;

import io.ipcbox.settings.Settings;
import io.ipcbox.transport.ChannelDirectory;
import io.ipcbox.transport.Mechanism;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.integration.channel.NullChannel;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.integration.ip.tcp.connection.AbstractConnectionFactory;
import org.springframework.integration.ip.tcp.inbound.TcpReceivingChannelAdapter;
import org.springframework.messaging.MessageChannel;

/** The TCP transport: its row, and the Spring configuration of both ends. */
public final class TcpTransport {
    public static final Mechanism MECHANISM = new Mechanism("socket", "socket", Server.class, Client.class);

    // How many connections the kernel holds until they are accepted, at most net.core.somaxconn. A client beyond that
    // waits a second before it tries again. Spring's default is 5.
    private static final int LISTEN_BACKLOG = 4096;

    // Spring allocates a buffer as large as the socket's send buffer. By default that is 2.5 MB on the loopback device,
    // too much heap for a thousand clients. The kernel doubles this value.
    private static final int SEND_BUFFER_BYTES = 64 * 1024;

    // TCP does not announce that a port opens, so a client has to keep trying; on the loopback device that is cheap.
    private static final long RETRY_MILLIS = 100;

    private TcpTransport() {}

    @Configuration(proxyBeanMethods = false)
    @EnableIntegration
    @Import(TlsConfiguration.class)
    static class BothEnds {
        @Bean
        TcpEnd tcpEnd(Settings settings, ChannelDirectory directory, ObjectProvider<Tls> tls) {
            return new TcpEnd(settings, directory, tls.getIfAvailable());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(BothEnds.class)
    static class Server {
        @Bean
        TcpServerFactory tcpServerFactory(TcpEnd end) {
            var factory = new TcpServerFactory(end.settings().tcp().port(), end.tls());
            factory.setLocalAddress(end.address());
            factory.setBacklog(LISTEN_BACKLOG);
            factory.setSoSendBufferSize(SEND_BUFFER_BYTES);
            factory.setSerializer(new TcpDelivery.Writer());
            return factory;
        }

        /** A server factory does not listen without a receiver; this one discards everything. */
        @Bean
        TcpReceivingChannelAdapter tcpServerInput(TcpServerFactory factory) {
            return adapter(factory, new NullChannel());
        }

        // The server's lifecycle closes it, in its own order.
        @Bean(destroyMethod = "")
        TcpPublisher tcpPublisher(TcpServerFactory factory, TcpReceivingChannelAdapter adapter, TcpEnd end) {
            return new TcpPublisher(factory, adapter, end);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(BothEnds.class)
    static class Client {
        @Bean
        TrustedServerFactory tcpClientFactory(TcpEnd end) {
            var factory = new TrustedServerFactory(end);
            factory.setDeserializer(new ByteChunks());
            return factory;
        }

        @Bean
        DirectChannel received() {
            return new DirectChannel();
        }

        @Bean
        TcpReceivingChannelAdapter tcpClientInput(TrustedServerFactory factory, DirectChannel received) {
            TcpReceivingChannelAdapter adapter = adapter(factory, received);
            adapter.setClientMode(true);
            adapter.setRetryInterval(RETRY_MILLIS);
            return adapter;
        }

        // The client closes it, before the adapter stops.
        @Bean(destroyMethod = "")
        TcpSubscriber tcpSubscriber(TcpReceivingChannelAdapter adapter, DirectChannel received, TcpEnd end) {
            var subscriber = new TcpSubscriber(adapter, end);
            received.subscribe(subscriber);
            return subscriber;
        }
    }

    private static TcpReceivingChannelAdapter adapter(AbstractConnectionFactory factory, MessageChannel output) {
        factory.setSoTcpNoDelay(true);
        factory.setTaskExecutor(Executors.newVirtualThreadPerTaskExecutor());
        var adapter = new TcpReceivingChannelAdapter();
        adapter.setConnectionFactory(factory);
        adapter.setOutputChannel(output);
        adapter.setAutoStartup(false);
        return adapter;
    }
}
