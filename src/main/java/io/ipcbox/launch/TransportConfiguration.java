package io.ipcbox.launch;

import io.ipcbox.ring.RingSettings;
import io.ipcbox.ring.WaitStrategy;
import io.ipcbox.settings.Settings;
import io.ipcbox.settings.ShmSettings;
import io.ipcbox.transport.ChannelDirectory;
import io.ipcbox.transport.TransportOptions;
import io.ipcbox.transport.shm.ShmOptions;
import io.ipcbox.transport.tcp.TcpOptions;
import java.nio.file.Path;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The transports of this process, and what the settings tell them. */
@Configuration(proxyBeanMethods = false)
@Import(TransportSelector.class)
class TransportConfiguration {
    @Bean
    static TransportOptions transportOptions(Settings settings) {
        String directory = settings.directory();
        return new TransportOptions(
                settings.channel(),
                directory == null
                        ? ChannelDirectory.ofChannel(settings.channel())
                        : ChannelDirectory.at(Path.of(directory)),
                settings.longestLine(),
                settings.backlog().toBytes(),
                settings.stallTimeout());
    }

    @Bean
    static TcpOptions tcpOptions(Settings settings) {
        return new TcpOptions(
                settings.tcp().address(), settings.tcp().port(), settings.tcp().sslBundle());
    }

    @Bean
    static ShmOptions shmOptions(Settings settings) {
        ShmSettings shm = settings.shm();
        WaitStrategy waiting = switch (shm.waiting()) {
            case LOW_LATENCY -> WaitStrategy.LOW_LATENCY;
            case BALANCED -> WaitStrategy.BALANCED;
            case FRUGAL -> WaitStrategy.FRUGAL;
        };
        return new ShmOptions(new RingSettings(shm.capacity().toBytes(), shm.maxReaders()), shm.fromOldest(), waiting);
    }
}
