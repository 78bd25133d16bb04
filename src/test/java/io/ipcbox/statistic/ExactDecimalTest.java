package io.ipcbox.statistic;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExactDecimalTest {
    @ParameterizedTest
    @CsvSource({
        "0, 1, 0",
        "0, 7, 0",
        "42, 1, 42",
        "-42, 1, -42",
        "4200, 1, 4200",
        "1491, 4, 372.75",
        "-1, 2, -0.5",
        "9223372036854775807, 2, 4611686018427387903.5",
        "9223372036854775808, 2, 4611686018427387904",
        "92233720368547758070000000, 1, 92233720368547758070000000",
    })
    void endingDecimalIsPrintedWhole(BigInteger numerator, long denominator, String text) {
        assertThat(ExactDecimal.quotient(numerator, denominator)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 32768, 0.000030517578125", // ends with the fifteenth digit after the point
        "-1, 32768, -0.000030517578125",
        "9223372036854775807, 32768, 281474976710655.999969482421875",
        "1, 65536, 0.0000152587890625", // sixteen, of which twelve are significant
        "12345678901, 65536, 188380.110183716", // sixteen, rounded
        "9223372036854775807, 65536, 140737488355328",
    })
    void fifteenFractionDigitsAreTheLimit(BigInteger numerator, long denominator, String text) {
        assertThat(ExactDecimal.quotient(numerator, denominator)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "41, 7, 5.85714285714286",
        "-41, 7, -5.85714285714286",
        "1, 3, 0.333333333333333",
        "2, 3, 0.666666666666667",
        "1, 3000000, 0.000000333333333333333",
        "9999999999999999, 3, 3333333333333333",
        "10000000000000000, 3, 3333333333333330",
        "9223372036854775807, 3, 3074457345618260000",
        "2999999999999999999, 3000000000, 1000000000", // all nines, rounded up to the next power of ten
    })
    void endlessDecimalHasFifteenSignificantDigits(BigInteger numerator, long denominator, String text) {
        assertThat(ExactDecimal.quotient(numerator, denominator)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "6555, 65536, 0.100021362304688", // 0.1000213623046875
        "6557, 65536, 0.100051879882812", // 0.1000518798828125
        "-6557, 65536, -0.100051879882812",
    })
    void halfGoesToTheEvenDigit(BigInteger numerator, long denominator, String text) {
        assertThat(ExactDecimal.quotient(numerator, denominator)).isEqualTo(text);
    }

    @Property
    void quotientIsExactOrWithinHalfOfTheLastDigit(
            @ForAll @BigRange(min = "-99999999999999999999999999", max = "99999999999999999999999999")
                    BigInteger numerator,
            @ForAll @IntRange(min = 1) int denominator) {
        String text = ExactDecimal.quotient(numerator, denominator);
        assertThat(text).matches("0|-?(0|[1-9][0-9]*)(\\.[0-9]*[1-9])?");
        BigDecimal error = new BigDecimal(text)
                .multiply(BigDecimal.valueOf(denominator))
                .subtract(new BigDecimal(numerator))
                .abs();
        BigDecimal ofThatSize = new BigDecimal(numerator).abs();
        // Half a unit in the fifteenth digit is at most 5 parts in 10^15 of the value.
        assertThat(error).isLessThanOrEqualTo(ofThatSize.movePointLeft(15).multiply(BigDecimal.valueOf(5)));
    }

    @Property
    void whatEndsInTimeIsNotRounded(@ForAll long value, @ForAll @IntRange(max = 15) int fractionDigits) {
        BigInteger power = BigInteger.TEN.pow(fractionDigits);
        String text = ExactDecimal.quotient(BigInteger.valueOf(value), power.longValueExact());
        assertThat(new BigDecimal(text)).isEqualByComparingTo(BigDecimal.valueOf(value, fractionDigits));
    }
}
