package io.ipcbox.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WideNumbersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "9223372036854775807",
                "-9223372036854775808",
                "9223372036854775808",
                "92233720368547758070",
                "-92233720368547758080",
                "922337203685477580700000000",
                "170141183460469231731687303715884105727",
                "-170141183460469231731687303715884105728"
            })
    void keepsEveryNumberThatFits(String number) {
        try (Arena arena = Arena.ofConfined()) {
            WideNumbers numbers = new WideNumbers(arena.allocate(WideNumbers.bytes(3), Long.BYTES));
            numbers.set(1, new BigInteger(number));
            assertThat(numbers.get(1)).isEqualTo(number);
        }
    }

    @Test
    void neighboursAreLeftAlone() {
        try (Arena arena = Arena.ofConfined()) {
            WideNumbers numbers = new WideNumbers(arena.allocate(WideNumbers.bytes(3), Long.BYTES));
            numbers.set(1, BigInteger.ONE.negate());
            assertThat(numbers.get(0)).isZero();
            assertThat(numbers.get(2)).isZero();
        }
    }
}
