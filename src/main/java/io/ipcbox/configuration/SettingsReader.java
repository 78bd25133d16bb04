package io.ipcbox.configuration;

import io.ipcbox.command.NearestName;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Reads all settings at once, and tells all that is wrong with them at once. Any thread may call. */
public final class SettingsReader {
    private static final ConfigurationPropertyName ADDRESS = ConfigurationPropertyName.of("ipcbox.tcp.address");
    private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("ipcbox");
    private static final Set<ConfigurationPropertyName> KNOWN =
            SettingLimits.names().stream().map(ConfigurationPropertyName::of).collect(Collectors.toUnmodifiableSet());

    // Names below "ipcbox" that are none of ours: the environment's belong to whoever set them, and system properties
    // are how our own processes are told about each other.
    private static final Set<String> OPEN_SOURCES = Set.of(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
            StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);

    private SettingsReader() {}

    /** @throws BadConfigurationException with every error there is: values, limits, unknown names */
    public static Settings read(ConfigurableEnvironment environment) {
        Iterable<ConfigurationPropertySource> sources = ConfigurationPropertySources.get(environment);
        ErrorCollector errors = new ErrorCollector();
        Settings settings = new Binder(sources, new PropertySourcesPlaceholdersResolver(environment))
                .bindOrCreate("ipcbox", Bindable.of(Settings.class), errors);
        if (settings.tcp().sslBundle() == null
                && !SettingLimits.isLoopback(settings.tcp().address())) {
            refuseOtherMachines(sources, errors);
        }
        for (ConfigurationPropertySource source : sources) {
            findUnknownNames(source, errors);
        }
        errors.conclude();
        return settings;
    }

    private static void refuseOtherMachines(Iterable<ConfigurationPropertySource> sources, ErrorCollector errors) {
        for (ConfigurationPropertySource source : sources) {
            ConfigurationProperty property = source.getConfigurationProperty(ADDRESS);
            if (property != null) {
                errors.add(
                        property,
                        "must be a loopback address: 127.0.0.1 or ::1; others need TLS with client certificates:"
                                + " ipcbox.tcp.ssl-bundle");
                return;
            }
        }
    }

    private static void findUnknownNames(ConfigurationPropertySource source, ErrorCollector errors) {
        boolean open = source.getUnderlyingSource() instanceof PropertySource<?> properties
                && OPEN_SOURCES.contains(properties.getName());
        if (!open && source instanceof IterableConfigurationPropertySource names) {
            names.stream()
                    .filter(name -> PREFIX.isAncestorOf(name) && !KNOWN.contains(name))
                    .forEach(name -> Optional.ofNullable(source.getConfigurationProperty(name))
                            .ifPresent(property -> errors.add(property, unknown(name.toString()))));
        }
    }

    private static String unknown(String name) {
        return NearestName.of(name, SettingLimits.names())
                .map(nearest -> "unknown setting; did you mean " + nearest + "?")
                .orElse("unknown setting");
    }
}
