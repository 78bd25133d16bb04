package io.ipcbox.configuration;

import io.ipcbox.command.NearestName;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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

    // An environment variable cannot have a dash, and may have an underscore for it.
    private static final Set<String> KNOWN_LETTERS =
            SettingLimits.names().stream().map(SettingsReader::letters).collect(Collectors.toUnmodifiableSet());

    // Variables below IPCBOX_ that are no settings: where a user has installed the program, and one of scripts/faults.
    private static final Set<String> OTHER_VARIABLES = Set.of("ipcboxhome", "ipcboxfaultsinside");

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

    /** True if the value of that setting was given, by whatever means, and is not the default in the jar. */
    static boolean isGiven(ConfigurableEnvironment environment, String setting) {
        ConfigurationPropertyName name = ConfigurationPropertyName.of(setting);
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            ConfigurationProperty property = source.getConfigurationProperty(name);
            if (property != null) {
                return !SettingOrigin.isInJar(property.getOrigin());
            }
        }
        return false;
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
        Predicate<ConfigurationPropertyName> known = known(source);
        if (source instanceof IterableConfigurationPropertySource names) {
            names.stream()
                    .filter(name -> PREFIX.isAncestorOf(name) && !known.test(name))
                    .forEach(name -> Optional.ofNullable(source.getConfigurationProperty(name))
                            .ifPresent(property -> errors.add(property, unknown(name.toString()))));
        }
    }

    private static Predicate<ConfigurationPropertyName> known(ConfigurationPropertySource source) {
        String origin =
                source.getUnderlyingSource() instanceof PropertySource<?> properties ? properties.getName() : "";
        return switch (origin) {
            case StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME -> SettingsReader::isKnownVariable;
            // By others our own processes are told about each other.
            case StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME ->
                name -> NearestName.of(name.toString(), SettingLimits.names()).isEmpty() || KNOWN.contains(name);
            default -> KNOWN::contains;
        };
    }

    private static boolean isKnownVariable(ConfigurationPropertyName name) {
        String letters = letters(name.toString());
        return KNOWN_LETTERS.contains(letters) || OTHER_VARIABLES.contains(letters);
    }

    private static String letters(String name) {
        return name.replaceAll("[.-]", "");
    }

    private static String unknown(String name) {
        return NearestName.of(name, SettingLimits.names())
                .map(nearest -> "unknown setting; did you mean " + nearest + "?")
                .orElse("unknown setting");
    }
}
