package io.ipcbox.ipc.sysv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SysvKeyTest {
    @ParameterizedTest
    @CsvSource({
        "100, 100",
        "+100, 100",
        "0000100, 100",
        "-1, -1",
        "0x64, 100",
        "0X64, 100",
        "0x00000064, 100",
        "0xffffffff, -1",
        "0xFFFFfffe, -2",
        "2147483647, 2147483647",
        "2147483648, -2147483648",
        "-2147483648, -2147483648",
        "4294967295, -1",
        "private, 0",
        "PRIVATE, 0",
    })
    void readsAKeyAsUsersWriteIt(String text, int value) {
        assertThat(SysvKey.parse(text).value()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4294967296",
                "-2147483649",
                "0x100000000",
                "99999999999999999999999999",
                "0x00000000000000000000000100000000"
            })
    void keyOfMoreThan32BitsIsRefusedAndNotCut(String text) {
        assertThatThrownBy(() -> SysvKey.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("32 bits")
                .hasMessageContaining(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "x", "0x", "0xg", "-0x64", "1.5", "1e3", "100 ", "１００", "--1", "+", "-"})
    void whatIsNoKeyIsRefused(String text) {
        assertThatThrownBy(() -> SysvKey.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a key: \"" + text
                        + "\"; give a decimal number, a hexadecimal one such as 0x64, or private");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0", "0x0", "00"})
    void zeroIsRefusedBecauseItMeansPrivate(String text) {
        assertThatThrownBy(() -> SysvKey.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("write private");
    }

    @Test
    void isPrintedAsIpcsPrintsIt() {
        assertThat(new SysvKey(100)).hasToString("0x00000064");
        assertThat(new SysvKey(-1)).hasToString("0xffffffff");
        assertThat(SysvKey.PRIVATE).hasToString("private");
    }

    @Test
    void whatIsPrintedCanBeRead() {
        assertThat(SysvKey.parse(new SysvKey(-559_038_737).toString())).isEqualTo(new SysvKey(-559_038_737));
        assertThat(SysvKey.parse(SysvKey.PRIVATE.toString())).isEqualTo(SysvKey.PRIVATE);
    }
}
