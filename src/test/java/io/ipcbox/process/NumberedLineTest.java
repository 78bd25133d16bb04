package io.ipcbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberedLineTest {
    @ParameterizedTest
    @ValueSource(strings = {"Mean is 3", "", "1-1 x", "LAGGED 3"})
    void lineComesBackAsItWasPrinted(String text) {
        NumberedLine line = new NumberedLine(3, 999_999_999_999_999_999L, text);
        assertThat(NumberedLine.parse(line.print())).contains(line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Client1 (socket) is ready", "", "1 x", "1-1\tx", "-1-1 x", "1-1000000000000000000 x"})
    void lineWithoutNumbersIsNone(String line) {
        assertThat(NumberedLine.parse(line)).isEmpty();
    }

    @Test
    void numbersCountFromTheLineThatIsTheFirstToTheChild() {
        assertThat(new NumberedLine(2, 4, "x").from(1)).isEqualTo(new NumberedLine(2, 4, "x"));
        assertThat(new NumberedLine(2, 4, "x").from(10)).isEqualTo(new NumberedLine(11, 13, "x"));
        assertThat(new NumberedLine(2, 4, "x").from(-4)).isEqualTo(new NumberedLine(-3, -1, "x"));
    }
}
