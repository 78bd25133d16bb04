package io.ipcbox.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ipcbox.message.IntegerLine;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatisticTest {
    private static final String SHEET = "123 123 456 789";

    @ParameterizedTest
    @CsvSource({
        "MEAN, Mean is 372.75",
        "MEDIAN, Median is 289.5",
        "MODE, Mode is 123",
        "VALUES, Values are 123 123 456 789",
        "COUNT, Count is 4",
        "MIN, Min is 123",
        "MAX, Max is 789",
        "SUM, Sum is 1491",
        "ALL, 'Count is 4, min is 123, max is 789, sum is 1491, mean is 372.75, median is 289.5, mode is 123'",
    })
    void eachStatisticOfTheSheetIsOneSentence(Statistic statistic, String report) {
        assertThat(statistic.report(line(SHEET))).isEqualTo(report);
    }

    @ParameterizedTest
    @CsvSource({"MEAN, Mean is 5.85714285714286", "MEDIAN, Median is 5", "MODE, Mode is 5"})
    void theOtherSheetComesOutRight(Statistic statistic, String report) {
        assertThat(statistic.report(line("1 5 5 10 15 2 3"))).isEqualTo(report);
    }

    @ParameterizedTest
    @CsvSource({
        "42, 42",
        "-5, -5",
        "0 0 0, 0",
        "1 2, 1.5",
        "-1 -2, -1.5",
        "-1 0, -0.5",
        "1 0 0, 0.333333333333333",
        "9223372036854775807 9223372036854775807, 9223372036854775807",
        "9223372036854775807 1, 4611686018427387904",
        "-9223372036854775808 9223372036854775807, -0.5",
        "-9223372036854775808 -9223372036854775808 -9223372036854775808, -9223372036854775808",
        "9007199254740993 9007199254740993 9007199254740993, 9007199254740993", // no double
        "1000000000000001 1000000000000001 1000000000000002, 1000000000000001.33",
        "9223372036854775807 9223372036854775807 9223372036854775806, 9223372036854775806.67",
        "1700000000000000001 1700000000000000002 1700000000000000004, 1700000000000000002.33",
    })
    void meanIsExact(String line, String mean) {
        assertThat(Statistic.MEAN.report(line(line))).isEqualTo("Mean is " + mean);
    }

    @ParameterizedTest
    @CsvSource({
        "7, 7",
        "3 1 2, 2",
        "4 1 3 2, 2.5",
        "5 5 5 5, 5",
        "1 9, 5",
        "-4 -1, -2.5",
        "9223372036854775807 9223372036854775807, 9223372036854775807",
        "9223372036854775807 1, 4611686018427387904",
        "9223372036854775806 9223372036854775807, 9223372036854775806.5",
        "-9223372036854775808 9223372036854775807, -0.5",
        "9223372036854775807 0 -9223372036854775808, 0",
        "9007199254740993 1 9007199254740995, 9007199254740993",
    })
    void medianIsExact(String line, String median) {
        assertThat(Statistic.MEDIAN.report(line(line))).isEqualTo("Median is " + median);
    }

    @ParameterizedTest
    @CsvSource({
        "7, Mode is 7",
        "7 7, Mode is 7",
        "1 2 2, Mode is 2",
        "2 1, 'Modes are 2, 1'",
        "3 9 1 9 1, 'Modes are 9, 1'",
        "5 -5 0 -5 5, 'Modes are 5, -5'",
        "9223372036854775807 -9223372036854775808, 'Modes are 9223372036854775807, -9223372036854775808'",
        "-1 1 -1 1 -1, Mode is -1",
        "10 9 8 7 6 5 4 3 2 1, 'Modes are 10, 9, 8, 7, 6, 5, 4, 3, 2, 1'",
        "11 10 9 8 7 6 5 4 3 2 1, 'Modes are 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, … (1 more)'",
        "0 11 11 10 10 9 9 8 8 7 7 6 6 5 5 4 4 3 3 2 2 1 1, 'Modes are 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, … (1 more)'",
    })
    void modesAreToldInOrderOfAppearance(String line, String report) {
        assertThat(Statistic.MODE.report(line(line))).isEqualTo(report);
    }

    @Test
    void modesBeyondTheTenthAreOnlyCounted() {
        IntegerLine line = IntegerLine.of(LongStream.rangeClosed(1, 22).toArray());
        assertThat(Statistic.MODE.report(line)).isEqualTo("Modes are 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, … (12 more)");
    }

    @Test
    void severalModesEndTheSummary() {
        assertThat(Statistic.ALL.report(line("2 1")))
                .isEqualTo("Count is 2, min is 1, max is 2, sum is 3, mean is 1.5, median is 1.5, modes are 2, 1");
    }

    @Test
    void sumGoesBeyond64Bits() {
        assertThat(Statistic.SUM.report(line("9223372036854775807 9223372036854775807 1")))
                .isEqualTo("Sum is 18446744073709551615");
        assertThat(Statistic.SUM.report(line("-9223372036854775808 -9223372036854775808")))
                .isEqualTo("Sum is -18446744073709551616");
    }

    @Test
    void longLineOfManyTiesAndOneWinnerIsCountedRight() {
        long[] values = new long[300_001];
        Arrays.setAll(values, i -> (i % 100_000) * 92_233_720_368_547L * (i % 2 == 0 ? 1 : -1));
        IntegerLine ties = IntegerLine.of(Arrays.copyOf(values, 300_000));
        assertThat(Statistic.MODE.report(ties))
                .startsWith("Modes are 0, -92233720368547, ")
                .endsWith("… (99990 more)");
        values[300_000] = values[777];
        assertThat(Statistic.MODE.report(IntegerLine.of(values))).isEqualTo("Mode is " + values[777]);
    }

    @ParameterizedTest
    @EnumSource
    void nameIsParsedInWhateverCase(Statistic statistic) {
        assertThat(Statistic.parse(statistic.toString())).isEqualTo(statistic);
        assertThat(Statistic.parse(statistic.name())).isEqualTo(statistic);
        assertThat(statistic.toString()).isLowerCase();
    }

    @Test
    void nameIsParsedAndPrintedAlikeUnderATurkishLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.of("tr", "TR"));
        try {
            assertThat(Statistic.MIN).hasToString("min");
            assertThat(Statistic.parse("min")).isEqualTo(Statistic.MIN);
            assertThat(Statistic.ALL.report(line("7"))).contains(", min is 7");
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "average", "mean ", "me\u001Ban"})
    void unknownNameIsRefusedWithAllChoices(String name) {
        assertThatThrownBy(() -> Statistic.parse(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a statistic: \"" + name.replace("\u001B", "\\x1B")
                        + "\"; choose one of mean, median, mode, values, count, min, max, sum, all");
    }

    private static IntegerLine line(String text) {
        return IntegerLine.of(
                Arrays.stream(text.split(" ")).mapToLong(Long::parseLong).toArray());
    }
}
