package io.ipcbox.process;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ipcbox.text.UsageException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text with U+FFFD, which the JVM could not decode; other cases need real processes. */
class GivenTextTest {
    private static final String[] NONE = {};

    @ParameterizedTest
    @ValueSource(strings = {"IPCBOX_DIRECTORY", "SPRING_CONFIG_LOCATION"})
    void variableThatIsNotUtf8IsRefusedByName(String name) {
        assertThatThrownBy(() -> GivenText.require(NONE, Map.of(name, "/tmp/\uFFFD")))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("the environment variable " + name + " is not UTF-8; set it again");
    }

    @Test
    void variablesOfOtherProgramsMayBeAnything() {
        assertThatCode(() -> GivenText.require(NONE, Map.of("PS1", "\uFFFD", "IPCBOX_DIRECTORY", "/tmp/\u00E9")))
                .doesNotThrowAnyException();
    }
}
