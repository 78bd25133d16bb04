package io.ipcbox.launch;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ipcbox.settings.BadConfigurationException;
import io.ipcbox.settings.SettingLimits;
import io.ipcbox.settings.Settings;
import io.ipcbox.settings.SettingsReader;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Any value of any setting: usable settings, or one report of all errors. */
class SettingsReaderFuzzTest {
    private static final List<String> NAMES = List.copyOf(SettingLimits.names());

    @FuzzTest
    void anyValueIsUsableOrReported(FuzzedDataProvider data) {
        String first = data.pickValue(NAMES);
        String second = data.pickValue(NAMES);
        String value = data.consumeString(40);
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .forEach(source -> environment.getPropertySources().remove(source.getName()));
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "values",
                        first.equals(second)
                                ? Map.of(first, value)
                                : Map.of(first, value, second, data.consumeRemainingAsString())));
        try {
            Settings settings = SettingsReader.read(environment);
            Objects.requireNonNull(
                    TransportConfiguration.channelDirectory(settings).ring(settings.channel()));
            if (settings.longestLine() < 1024) {
                throw new AssertionError("a line of at most " + settings.longestLine() + " bytes");
            }
        } catch (BadConfigurationException e) {
            if (e.getMessage() == null || !e.getMessage().contains("ipcbox.")) {
                throw new AssertionError("a report without a name", e);
            }
        }
    }
}
