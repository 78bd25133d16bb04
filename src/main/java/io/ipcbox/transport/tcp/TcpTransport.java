package io.ipcbox.transport.tcp;

import io.ipcbox.settings.Settings;
import io.ipcbox.transport.ChannelDirectory;
import io.ipcbox.transport.Mechanism;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The TCP transport: its row, and what the Spring configurations of both ends share. */
@Configuration(proxyBeanMethods = false)
@Import(TlsConfiguration.class)
public class TcpTransport {
    public static final Mechanism MECHANISM =
            new Mechanism("socket", "socket", TcpServerConfiguration.class, TcpClientConfiguration.class);

    @Bean
    TcpEnd tcpEnd(Settings settings, ChannelDirectory directory, ObjectProvider<Tls> tls) {
        return new TcpEnd(settings, directory, tls.getIfAvailable());
    }
}
