package io.ipcbox.command.lab;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ipcbox.command.Typed;
import io.ipcbox.console.RecordingConsole;
import io.ipcbox.text.UsageException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Error messages for wrong option values of the classroom programs. */
class LabOptionFormsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lab race --times x | --times: not a whole number: \"x\"",
                "lab race --times 2147483648 | --times: too large: \"2147483648\"; at most 2147483647",
                "lab race --times | --times: a value is missing: --times=N"
            })
    void wrongValueIsToldInTheSameWordsEverywhere(String typed, String error) {
        RecordingConsole console = new RecordingConsole();
        assertThatThrownBy(() -> Typed.TREE.run(List.of(typed.split(" ")), console))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith(error + "\nusage: lab race ");
    }
}
