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
    // How many connections the kernel keeps until they are accepted, at most net.core.somaxconn; of those that come on
    // top, each waits a second for its next attempt. Spring's default is 5.
    private static final int LISTEN_BACKLOG = 4096;

    // Spring buffers as much as the socket says it sends at once: by default 2.5 MB on the loopback device, which a
    // thousand clients would have no heap for. The kernel doubles this.
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

    /** A server factory without a listener does not listen at all; this one has nothing to say. */
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
