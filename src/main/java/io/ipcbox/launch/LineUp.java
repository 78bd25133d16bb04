package io.ipcbox.launch;

import io.ipcbox.settings.SettingsReader;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Whether the clients of {@code up} show the same statistic or each its own. */
enum LineUp {
    ALIKE,
    EACH_ITS_OWN;

    private static final String STATISTIC = "ipcbox.client.statistic";

    /**
     * By the server's configuration. A configuration file may set the statistic for one client only, as the file in the
     * jar does and a copy of it, so each client's own configuration decides.
     */
    static LineUp of(ConfigurableEnvironment server) {
        boolean isAlike = SettingsReader.isGiven(server, STATISTIC)
                && Role.LINE_UP.stream()
                                .map(role -> statistic(role, server))
                                .distinct()
                                .count()
                        == 1;
        return isAlike ? ALIKE : EACH_ITS_OWN;
    }

    boolean isAlike() {
        return this == ALIKE;
    }

    /** As the client will find it, which is started with the same options and reads the same files. */
    private static String statistic(Role role, ConfigurableEnvironment server) {
        ConfigurableEnvironment client = new StandardEnvironment();
        client.setActiveProfiles(role.profiles());
        @Nullable
        PropertySource<?> options =
                server.getPropertySources().get(CommandLinePropertySource.COMMAND_LINE_PROPERTY_SOURCE_NAME);
        if (options != null) {
            client.getPropertySources().addFirst(options);
        }
        ConfigDataEnvironmentPostProcessor.applyTo(client);
        return Objects.requireNonNullElse(client.getProperty(STATISTIC), "");
    }
}
