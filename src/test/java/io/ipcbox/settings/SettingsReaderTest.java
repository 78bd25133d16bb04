package io.ipcbox.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.ipcbox.statistic.Statistic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.util.unit.DataSize;

class SettingsReaderTest {
    @TempDir
    Path directory;

    @Test
    void allErrorsAreReportedTogetherWithTheirOrigins() throws IOException {
        PropertySource<?> file = yaml("""
                ipcbox:
                  channel: .hidden
                  shm:
                    capacity: 3MB
                    max-raeders: 5
                """);
        assertThatThrownBy(() -> read(commandLine("--ipcbox.tcp.port=70000", "--ipcbox.stall-timeout=soon"), file))
                .asInstanceOf(type(BadConfigurationException.class))
                .extracting(BadConfigurationException::errors)
                .isEqualTo(List.of(
                        "ipcbox.channel=.hidden (application.yml, line 2): must be 1 to 64 of A-Z, a-z, 0-9, dot, dash"
                                + " and underscore, not starting with a dot",
                        "ipcbox.stall-timeout=soon (command line): must be a time from 100ms to 1h, such as 500ms or 2s",
                        "ipcbox.tcp.port=70000 (command line): must be a whole number from 0 to 65535",
                        "ipcbox.shm.capacity=3MB (application.yml, line 4): must be a size from 64KB to 1GB, such as"
                                + " 4MB, a power of two",
                        "ipcbox.shm.max-raeders=5 (application.yml, line 5): unknown setting; did you mean"
                                + " ipcbox.shm.max-readers?"));
    }

    @ParameterizedTest
    @CsvSource({
        "ipcbox.channel, a/b",
        "ipcbox.channel, ..",
        "ipcbox.channel, ''",
        "ipcbox.directory, ' '",
        "ipcbox.max-line, 1023",
        "ipcbox.max-line, 1025MB",
        "ipcbox.max-line, 99999999999GB",
        "ipcbox.max-line, -1MB",
        "ipcbox.stall-timeout, 99ms",
        "ipcbox.stall-timeout, 3601s",
        "ipcbox.backlog, 63KB",
        "ipcbox.drain-timeout, -1s",
        "ipcbox.tcp.address, 0.0.0.0",
        "ipcbox.tcp.address, 127.0.0.256",
        "ipcbox.tcp.address, 10.0.0.1",
        "ipcbox.tcp.port, -1",
        "ipcbox.tcp.port, 65536",
        "ipcbox.tcp.port, ''",
        "ipcbox.tcp.port, 99999999999",
        "ipcbox.shm.capacity, 32KB",
        "ipcbox.shm.capacity, 2GB",
        "ipcbox.shm.max-readers, 0",
        "ipcbox.shm.max-readers, 1025",
        "ipcbox.shm.from-oldest, maybe",
        "ipcbox.shm.waiting, patiently",
        "ipcbox.shm.from-oldest, ''",
        "ipcbox.server.await-clients, 1001",
        "ipcbox.client.statistic, average"
    })
    void valueOutsideItsLimitIsRefused(String name, String value) {
        assertThatThrownBy(() -> read(commandLine("--" + name + "=" + value)))
                .asInstanceOf(type(BadConfigurationException.class))
                .extracting(BadConfigurationException::errors)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(String.class))
                .singleElement()
                .asString()
                .startsWith(name + "=" + value + " (command line): must be ");
    }

    @ParameterizedTest
    @CsvSource({
        "ipcbox.channel, _a.b-C9",
        "ipcbox.max-line, 1024",
        "ipcbox.max-line, 1GB",
        "ipcbox.stall-timeout, 100",
        "ipcbox.stall-timeout, 1h",
        "ipcbox.drain-timeout, 0",
        "ipcbox.tcp.address, 127.255.0.1",
        "ipcbox.tcp.address, ::1",
        "ipcbox.tcp.port, 0",
        "ipcbox.tcp.port, 65535",
        "ipcbox.shm.capacity, 64KB",
        "ipcbox.shm.capacity, 1GB",
        "ipcbox.shm.max-readers, 1024",
        "ipcbox.client.statistic, ALL"
    })
    void valueOnItsLimitIsAccepted(String name, String value) {
        assertThat(read(commandLine("--" + name + "=" + value))).isNotNull();
    }

    @Test
    void groupIsNotASetting() {
        assertThatThrownBy(() -> read(commandLine("--ipcbox.tcp=7000")))
                .hasMessage("ipcbox.tcp=7000 (command line): unknown setting");
    }

    @Test
    void controlCharactersOfAValueDoNotReachTheTerminal() {
        assertThatThrownBy(() -> read(commandLine("--ipcbox.tcp.port=1\n2\u001b[2J")))
                .hasMessageStartingWith("ipcbox.tcp.port=1\\x0A2\\x1B[2J (command line)");
    }

    @Test
    void namesMayBeWrittenInCamelCase() {
        assertThat(read(commandLine("--ipcbox.maxLine=2KB")).maxLine()).isEqualTo(DataSize.ofKilobytes(2));
    }

    @Test
    void environmentIsReadWithOrWithoutUnderscoresForDashes() {
        Settings settings = read(environment(Map.of(
                "IPCBOX_TCP_PORT", "7000",
                "IPCBOX_STALL_TIMEOUT", "2s",
                "IPCBOX_MAXLINE", "1MB",
                "IPCBOX_HOME", "/opt/ipcbox",
                "IPCBOXES", "7")));

        assertThat(settings.tcp().port()).isEqualTo(7000);
        assertThat(settings.stallTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.maxLine()).isEqualTo(DataSize.ofMegabytes(1));
    }

    @Test
    void misspeltVariablesAndSystemPropertiesAreRefused() {
        assertThatThrownBy(() -> read(environment(Map.of("IPCBOX_TCP_PROT", "7"))))
                .hasMessageStartingWith("ipcbox.tcp.prot=7 (")
                .hasMessageEndingWith("): unknown setting; did you mean ipcbox.tcp.port?");
        assertThatThrownBy(() -> read(environment(Map.of("IPCBOX_NONSENSE_AT_ALL", "7"))))
                .hasMessageEndingWith("): unknown setting");
        assertThatThrownBy(() -> read(systemProperties("ipcbox.tcp.prot")))
                .hasMessage("ipcbox.tcp.prot=7 (system property): unknown setting; did you mean ipcbox.tcp.port?");
        assertThat(read(systemProperties("ipcbox.parent-pid"))).isEqualTo(read());
    }

    /** Spring would not bind them, and a value that looks like a setting must not be ignored. */
    @ParameterizedTest
    @ValueSource(strings = {"IPCBOX_TCPPORT", "IPCBOX_SHMCAPACITY", "IPCBOX_DRAIN_TIME_OUT", "IPCBOX_PORT"})
    void variablesWithOtherUnderscoresAreRefused(String name) {
        assertThatThrownBy(() -> read(environment(Map.of(name, "7")))).hasMessageContaining("unknown setting");
    }

    @Test
    void everySettingIsReadFromEverySpellingThatIsAccepted() {
        for (String name : SettingLimits.names()) {
            for (String dash : List.of("", "_")) {
                String variable = name.replace('.', '_').replace("-", dash).toUpperCase(Locale.ROOT);
                assertThatThrownBy(() -> read(environment(Map.of(variable, ""))))
                        .hasMessageStartingWith(name + "= (");
            }
        }
    }

    /** As in a container beside services named ipcbox and ipcbox-web. */
    @Test
    void serviceLinksOfKubernetesAreNotSettings() {
        Map<String, Object> links = new HashMap<>();
        for (String service : List.of("IPCBOX", "IPCBOX_WEB")) {
            links.put(service + "_SERVICE_HOST", "10.0.0.11");
            links.put(service + "_SERVICE_PORT", "6001");
            links.put(service + "_SERVICE_PORT_LINES", "6001");
            links.put(service + "_PORT", "tcp://10.0.0.11:6001");
            links.put(service + "_PORT_6001_TCP", "tcp://10.0.0.11:6001");
            links.put(service + "_PORT_6001_TCP_PROTO", "tcp");
            links.put(service + "_PORT_6001_TCP_PORT", "6001");
            links.put(service + "_PORT_6001_TCP_ADDR", "10.0.0.11");
        }
        assertThat(read(environment(links))).isEqualTo(read());
    }

    private static PropertySource<?> environment(Map<String, Object> variables) {
        return new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables);
    }

    private static PropertySource<?> systemProperties(String name) {
        return new MapPropertySource(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME, Map.of(name, "7"));
    }

    @Test
    void defaultsOfTheFileAreTheDefaultsOfTheCode() throws IOException {
        assertThat(read(packagedFile().getFirst())).isEqualTo(read());
    }

    @Test
    void fileExplainsEverySettingWithItsLimit() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("application.yml"));
        for (String name : SettingLimits.names()) {
            String comment = commentOf(name.substring(name.lastIndexOf('.') + 1), lines);
            assertThat(parts(SettingLimits.of(name).orElseThrow()))
                    .allSatisfy(limit -> assertThat(comment).as(name).contains(limit));
        }
    }

    /** The lines of comment right above the first line with this key, as one text. */
    private static String commentOf(String key, List<String> lines) {
        int at = 0;
        while (!lines.get(at).matches(" *(# )?" + key + ":.*")) {
            at++;
        }
        int first = at;
        while (lines.get(first - 1).strip().startsWith("#")) {
            first--;
        }
        return lines.subList(first, at).stream()
                .map(line -> line.strip().substring(1).strip())
                .collect(Collectors.joining(" "));
    }

    /** The parts of a limit's description that the explanation repeats: bounds, choices, conditions, forms. */
    private static List<String> parts(SettingRule rule) {
        return Arrays.stream(rule.description()
                        .replaceFirst(", such as [^,]*", "")
                        .replaceFirst("^(a (whole number|size|time) from|one of) ", "")
                        .split(", "))
                .toList();
    }

    @Test
    void limitsKnowExactlyTheSettingsThereAre() {
        assertThat(SettingLimits.names()).containsExactlyInAnyOrderElementsOf(namesOf("ipcbox", Settings.class));
    }

    @Test
    void statisticDependsOnTheProfile() {
        assertThat(started("client-socket").client().statistic()).isEqualTo(Statistic.MEAN);
        assertThat(started("client-pipe").client().statistic()).isEqualTo(Statistic.MEDIAN);
        assertThat(started("client-shm").client().statistic()).isEqualTo(Statistic.MODE);
        assertThat(started("client-shm", "--ipcbox.client.statistic=sum")
                        .client()
                        .statistic())
                .isEqualTo(Statistic.SUM);
    }

    @Test
    void ownFileOverridesTheProfilesOfThePackagedOne() throws IOException {
        Files.writeString(directory.resolve("application.yml"), "ipcbox.client.statistic: count\n");
        String locations = "--spring.config.location=classpath:/,file:" + directory + "/";
        assertThat(started("client-pipe", locations).client().statistic()).isEqualTo(Statistic.COUNT);
        assertThat(started("server,up", locations).server().awaitClients()).isEqualTo(3);
    }

    @Test
    void timesAndSizesWithoutAUnitAreMillisecondsAndBytes() {
        Settings settings = read(commandLine("--ipcbox.stall-timeout=1500", "--ipcbox.max-line=4096"));
        assertThat(settings.stallTimeout()).isEqualTo(Duration.ofMillis(1500));
        assertThat(settings.maxLine()).isEqualTo(DataSize.ofBytes(4096));
    }

    private static Settings read(PropertySource<?>... sources) {
        ConfigurableEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .forEach(source -> environment
                        .getPropertySources()
                        .replace(source.getName(), new MapPropertySource(source.getName(), Map.of())));
        for (PropertySource<?> source : sources) {
            if (environment.getPropertySources().contains(source.getName())) {
                environment.getPropertySources().replace(source.getName(), source);
            } else {
                environment.getPropertySources().addLast(source);
            }
        }
        ConfigurationPropertySources.attach(environment);
        return SettingsReader.read(environment);
    }

    private static Settings started(String profiles, String... more) {
        SpringApplication application = new SpringApplication(SettingsReaderTest.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.addInitializers(new SettingsInitializer());
        application.setLogStartupInfo(false);
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.addAll(List.of("--spring.profiles.active=" + profiles, "--spring.main.banner-mode=off"));
        try (ConfigurableApplicationContext context = application.run(arguments.toArray(String[]::new))) {
            return context.getBean(Settings.class);
        }
    }

    private static PropertySource<?> commandLine(String... arguments) {
        return new SimpleCommandLinePropertySource(arguments);
    }

    private PropertySource<?> yaml(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("application.yml"), text);
        return new YamlPropertySourceLoader()
                .load("file", new FileSystemResource(file))
                .getFirst();
    }

    private static List<PropertySource<?>> packagedFile() throws IOException {
        return new YamlPropertySourceLoader().load("packaged", new FileSystemResource("application.yml"));
    }

    private static List<String> namesOf(String prefix, Class<?> settings) {
        return Arrays.stream(settings.getRecordComponents())
                .flatMap(component -> {
                    String name = prefix + "." + dashed(component.getName());
                    boolean group = component.getType().isRecord() && component.getType() != DataSize.class;
                    return group ? namesOf(name, component.getType()).stream() : Stream.of(name);
                })
                .collect(Collectors.toList());
    }

    private static String dashed(String camelCase) {
        return camelCase.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
    }
}
