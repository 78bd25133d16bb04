package io.ipcbox.launch;

import io.ipcbox.settings.Settings;
import io.ipcbox.transport.ChannelDirectory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The transports of this process, and the directory in which both ends meet. */
@Configuration(proxyBeanMethods = false)
@Import(TransportSelector.class)
class TransportConfiguration {
    @Bean
    static ChannelDirectory channelDirectory(Settings settings) {
        return ChannelDirectory.of(settings);
    }
}
