package io.ipcbox.settings;

import io.ipcbox.text.NearestName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Reads all settings at once and reports all their errors at once. Any thread may call. */
public final class SettingsReader {
    private static final ConfigurationPropertyName ADDRESS = ConfigurationPropertyName.of("ipcbox.tcp.address");
    private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("ipcbox");
    private static final Set<ConfigurationPropertyName> KNOWN =
            SettingLimits.names().stream().map(ConfigurationPropertyName::of).collect(Collectors.toUnmodifiableSet());

    // A variable's name cannot have a dash: Spring also binds names that omit it or have an underscore instead.
    private static final Set<String> KNOWN_VARIABLES = SettingLimits.names().stream()
            .flatMap(name -> Stream.of(name.replace("-", ""), name.replace('-', '.')))
            .collect(Collectors.toUnmodifiableSet());

    // Variables below IPCBOX_ that are not settings: the place of an installation, and one of scripts/faults.
    private static final Set<String> OTHER_VARIABLES = Set.of("ipcbox.home", "ipcbox.faults.inside");

    // Kubernetes sets several variables with the address of every service whose name begins with ipcbox.
    private static final Pattern SERVICE_LINK = Pattern.compile(
            ".*\\.(service\\.(host|port([.\\[].+)?)|port\\[\\d+]\\.(tcp|udp|sctp)(\\.(proto|port|addr))?)");
    private static final Pattern SERVICE_ADDRESS = Pattern.compile("(tcp|udp|sctp)://.*");

    // The addresses that only this machine can connect to.
    private static final Pattern LOOPBACK = Pattern.compile("127(\\.(\\d|\\d\\d|1\\d\\d|2[0-4]\\d|25[0-5])){3}|::1");

    private SettingsReader() {}

    /** @throws BadConfigurationException with every error: values, limits, unknown names */
    public static Settings read(ConfigurableEnvironment environment) {
        Iterable<ConfigurationPropertySource> sources = ConfigurationPropertySources.get(environment);
        ErrorCollector errors = new ErrorCollector();
        Settings settings = new Binder(sources, new PropertySourcesPlaceholdersResolver(environment))
                .bindOrCreate("ipcbox", Bindable.of(Settings.class), errors);
        if (settings.tcp().sslBundle() == null
                && !LOOPBACK.matcher(settings.tcp().address()).matches()) {
            find(sources, ADDRESS)
                    .ifPresent(address -> errors.add(
                            address,
                            "must be a loopback address: 127.0.0.1 or ::1; others need TLS with client certificates:"
                                    + " ipcbox.tcp.ssl-bundle"));
        }
        for (ConfigurationPropertySource source : sources) {
            findUnknownNames(source, errors);
        }
        errors.conclude();
        return settings;
    }

    /** @throws BadConfigurationException if one of these options, {@code --name=value} each, is an unknown setting */
    public static void checkNames(List<String> options) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(options.toArray(String[]::new)));
        ErrorCollector errors = new ErrorCollector();
        ConfigurationPropertySources.get(environment).forEach(source -> findUnknownNames(source, errors));
        errors.conclude();
    }

    /** True if the setting was given in any way, so that its value is not the default in the jar. */
    public static boolean isGiven(ConfigurableEnvironment environment, String setting) {
        ConfigurationPropertyName name = ConfigurationPropertyName.of(setting);
        return find(ConfigurationPropertySources.get(environment), name)
                .filter(property -> !SettingOrigin.isInJar(property.getOrigin()))
                .isPresent();
    }

    private static Optional<ConfigurationProperty> find(
            Iterable<ConfigurationPropertySource> sources, ConfigurationPropertyName name) {
        return StreamSupport.stream(sources.spliterator(), false)
                .flatMap(source -> Stream.ofNullable(source.getConfigurationProperty(name)))
                .findFirst();
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
            case StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME ->
                name -> isKnownVariable(name.toString()) || isServiceLink(name, source);
            // The processes of this program pass other properties to each other.
            case StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME ->
                name -> NearestName.of(name.toString(), SettingLimits.names()).isEmpty() || KNOWN.contains(name);
            default -> KNOWN::contains;
        };
    }

    private static boolean isKnownVariable(String name) {
        return KNOWN_VARIABLES.contains(name) || OTHER_VARIABLES.contains(name);
    }

    private static boolean isServiceLink(ConfigurationPropertyName name, ConfigurationPropertySource source) {
        if (SERVICE_LINK.matcher(name.toString()).matches()) {
            return true;
        }
        ConfigurationProperty property = source.getConfigurationProperty(name);
        return property != null
                && name.getLastElement(Form.UNIFORM).equals("port")
                && SERVICE_ADDRESS.matcher(String.valueOf(property.getValue())).matches();
    }

    private static String unknown(String name) {
        return NearestName.of(name, SettingLimits.names())
                .map(nearest -> "unknown setting; did you mean " + nearest + "?")
                .orElse("unknown setting");
    }
}
