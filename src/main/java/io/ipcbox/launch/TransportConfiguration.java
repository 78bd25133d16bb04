package io.ipcbox.launch;

import io.ipcbox.settings.Settings;
import io.ipcbox.transport.ChannelDirectory;
import io.ipcbox.transport.Mechanism;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/** The transports of this process, and the directory in which both ends meet. */
@Configuration(proxyBeanMethods = false)
@Import(TransportConfiguration.TransportSelector.class)
class TransportConfiguration {
    @Bean
    static ChannelDirectory channelDirectory(Settings settings) {
        return ChannelDirectory.of(settings);
    }

    /** Imports the transports: for a server, those of all mechanisms in their order; for a client, its own. */
    static final class TransportSelector implements ImportSelector {
        private final Environment environment;

        TransportSelector(Environment environment) {
            this.environment = environment;
        }

        @Override
        public String[] selectImports(AnnotationMetadata importing) {
            boolean isServer = isActive(Role.SERVER);
            Function<Mechanism, Class<?>> end = isServer ? Mechanism::server : Mechanism::client;
            return Role.CLIENTS.stream()
                    .filter(client -> isServer || isActive(client))
                    .map(client -> end.apply(client.mechanism()).getName())
                    .toArray(String[]::new);
        }

        private boolean isActive(Role role) {
            return environment.matchesProfiles(role.profiles());
        }
    }
}
