package io.ipcbox.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ipcbox.settings.BadConfigurationException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LauncherTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--ipcbox.chanel=3 version | ipcbox.chanel=3 (command line): unknown setting; did you mean ipcbox.channel?",
                "version --ipcbox.chanel=3 | ipcbox.chanel=3 (command line): unknown setting; did you mean ipcbox.channel?"
            })
    void unknownSettingIsRefusedByACommandToo(String typed, String error) {
        assertThatThrownBy(() -> run(typed))
                .isInstanceOfSatisfying(
                        BadConfigurationException.class,
                        bad -> assertThat(bad.errors()).containsExactly(error));
    }

    @Test
    void knownSettingIsAcceptedByACommand() {
        assertThat(run("--ipcbox.channel=c --ipcbox.tcp.port=0 version --help")).isZero();
    }

    private static int run(String typed) {
        return Launcher.run(CommandLineParser.parse(List.of(typed.split(" ")), Words.TREE, ""));
    }
}
