package io.ipcbox.statistic;

import static io.ipcbox.support.property.Generator.bigIntegers;
import static io.ipcbox.support.property.Generator.integers;
import static io.ipcbox.support.property.Generator.longs;
import static io.ipcbox.support.property.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
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
        "2999999999999999999, 3000000000, 1000000000", // all nines, rounded up to the next power of ten
    })
    void endlessDecimalHasFifteenSignificantDigits(BigInteger numerator, long denominator, String text) {
        assertThat(ExactDecimal.quotient(numerator, denominator)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "10000000000000, 3, 3333333333333.33", // thirteen digits before the point: fifteen in all
        "100000000000000, 3, 33333333333333.33",
        "9223372036854775807, 3, 3074457345618258602.33",
        "-9223372036854775807, 3, -3074457345618258602.33",
        "3000000000000004, 3, 1000000000000001.33",
        "27670116110564327420, 3, 9223372036854775806.67",
        "5100000000000000007, 3, 1700000000000000002.33",
        "29999999999999999999, 3000, 10000000000000000", // all nines, rounded up to the next power of ten
        "9223372036854775807, 65536, 140737488355328", // .99998…
        "2305843009213693953, 65536, 35184372088832", // .0000152587890625: no trailing zeros
        "655360000000000327, 65536, 10000000000000", // .00498962…
        "655360000000000983, 65536, 10000000000000.01", // .01499938…; rounded to fifteen digits first, it would be .0
    })
    void twoDigitsStayBehindThePointHoweverManyAreInFrontOfIt(BigInteger numerator, long denominator, String text) {
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

    @Test
    void quotientIsExactOrWithinHalfOfTheLastDigit() {
        BigInteger most = new BigInteger("9".repeat(26));
        forAll(bigIntegers(most.negate(), most), integers(1, Integer.MAX_VALUE), (numerator, denominator) -> {
            String text = ExactDecimal.quotient(numerator, denominator);
            assertThat(text).matches("0|-?(0|[1-9][0-9]*)(\\.[0-9]*[1-9])?");
            BigDecimal error = new BigDecimal(text)
                    .multiply(BigDecimal.valueOf(denominator))
                    .subtract(new BigDecimal(numerator))
                    .abs();
            BigDecimal ofThatSize = new BigDecimal(numerator).abs();
            // Half a unit in the fifteenth digit is at most 5 parts in 10^15 of the value, and in the second place
            // 0.005.
            BigDecimal digit = ofThatSize.movePointLeft(15).multiply(BigDecimal.valueOf(5));
            BigDecimal place = BigDecimal.valueOf(denominator).multiply(new BigDecimal("0.005"));
            assertThat(error).isLessThanOrEqualTo(digit.min(place));
        });
    }

    @Test
    void whatEndsInTimeIsNotRounded() {
        forAll(longs(), integers(0, 15), (value, fractionDigits) -> {
            BigInteger power = BigInteger.TEN.pow(fractionDigits);
            String text = ExactDecimal.quotient(BigInteger.valueOf(value), power.longValueExact());
            assertThat(new BigDecimal(text)).isEqualByComparingTo(BigDecimal.valueOf(value, fractionDigits));
        });
    }
}
