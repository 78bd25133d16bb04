package io.ipcbox.launch;

import io.ipcbox.transport.Mechanism;
import java.util.function.Function;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/** Brings the ends of transports into the context: of a server one for each mechanism, in their order; of a client its own. */
final class TransportSelector implements ImportSelector {
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
