package io.ipcbox.transport.tcp;

import java.util.concurrent.Executors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.integration.channel.NullChannel;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.integration.ip.tcp.inbound.TcpReceivingChannelAdapter;

/** The server's end of the TCP transport. */
@Configuration(proxyBeanMethods = false)
@EnableIntegration
@Import(TcpTransport.class)
class TcpServerConfiguration {
    // How many connections the kernel holds until they are accepted, at most net.core.somaxconn. A client beyond that
    // waits a second before it tries again. Spring's default is 5.
    private static final int LISTEN_BACKLOG = 4096;

    // Spring allocates a buffer as large as the socket's send buffer. By default that is 2.5 MB on the loopback device,
    // too much heap for a thousand clients. The kernel doubles this value.
    private static final int SEND_BUFFER_BYTES = 64 * 1024;

    @Bean
    TcpServerFactory tcpServerFactory(TcpEnd end) {
        var factory = new TcpServerFactory(end.settings().tcp().port(), end.tls());
        factory.setLocalAddress(end.address());
        factory.setBacklog(LISTEN_BACKLOG);
        factory.setSoTcpNoDelay(true);
        factory.setSoSendBufferSize(SEND_BUFFER_BYTES);
        factory.setSerializer(new TcpDelivery.Writer());
        factory.setTaskExecutor(Executors.newVirtualThreadPerTaskExecutor());
        return factory;
    }

    /** A server factory does not listen without a receiver; this one discards everything. */
    @Bean
    TcpReceivingChannelAdapter tcpServerInput(TcpServerFactory factory) {
        var adapter = new TcpReceivingChannelAdapter();
        adapter.setConnectionFactory(factory);
        adapter.setOutputChannel(new NullChannel());
        adapter.setAutoStartup(false);
        return adapter;
    }

    @Bean(destroyMethod = "")
    TcpPublisher tcpPublisher(TcpServerFactory factory, TcpReceivingChannelAdapter adapter, TcpEnd end) {
        return new TcpPublisher(factory, adapter, end);
    }
}
