package io.ipcbox.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ValuesTest {
    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "3, PT3S",
        "0.5, PT0.5S",
        "500ms, PT0.5S",
        "2s, PT2S",
        "1.5m, PT1M30S",
        "1h, PT1H",
        "0.000000001, PT0.000000001S",
        "999999999h, PT999999999H"
    })
    void timeIsSecondsOrHasAUnit(String text, Duration duration) {
        assertThat(Values.duration(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1d", "s", "1 s", ".5", "1e3", "PT1S", "99999999999999999999"})
    void otherTimesAreRefused(String text) {
        assertThatThrownBy(() -> Values.duration(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageStartingWith("not a time: \"" + text + "\"");
    }
}
