package io.ipcbox.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadableDataTest {
    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "616263, abc",
        "611B5B324A0A, a\\x1B[2J\\x0A",
        "610062, a\\x00b",
        "6100, a\\x00",
        "61000000, 'a\n(3 NULs follow)'",
        "6100620000, 'a\\x00b\n(2 NULs follow)'",
        "0000, (2 NULs)"
    })
    void nulsAtTheEndAreCounted(String hex, String readable) {
        assertThat(ReadableData.of(HexFormat.of().parseHex(hex))).isEqualTo(readable);
    }
}
