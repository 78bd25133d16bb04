package io.ipcbox.statistic;

import static io.ipcbox.support.property.Generator.longs;
import static io.ipcbox.support.property.Generator.oneOf;
import static io.ipcbox.support.property.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.message.IntegerLine;
import io.ipcbox.support.property.Generator;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every statistic against a slow reference: boxed lists, {@link BigDecimal}, a map of counts. */
class StatisticPropertyTest {
    /** Few different values, so that they repeat, and all values, so that sums overflow. */
    private static Generator<List<Long>> lines() {
        // So large that fifteen digits do not reach the point, and so close to each other that the mean is close to
        // both.
        Generator<List<Long>> large = longs(Long.MIN_VALUE, Long.MAX_VALUE - 3)
                .flatMap(least -> longs(least, least + 3).list(1, 30));
        return oneOf(large, longs(-3, 3).list(1, 30), longs(-40, 40).list(1, 60), longs().list(1, 30));
    }

    @Test
    void meanIsThatOfTheReference() {
        forAll(lines(), values -> {
            assertThat(Statistic.MEAN.report(line(values)))
                    .isEqualTo("Mean is " + text(sum(values), BigInteger.valueOf(values.size())));
        });
    }

    @Test
    void meanAndMedianLieBetweenTheSmallestAndTheLargest() {
        forAll(lines(), values -> {
            for (Statistic statistic : List.of(Statistic.MEAN, Statistic.MEDIAN)) {
                String told = statistic.report(line(values)).replaceFirst(".* is ", "");
                assertThat(new BigDecimal(told))
                        .isBetween(
                                BigDecimal.valueOf(Collections.min(values)),
                                BigDecimal.valueOf(Collections.max(values)));
            }
        });
    }

    @Test
    void medianIsThatOfTheReference() {
        forAll(lines(), values -> {
            List<Long> sorted = values.stream().sorted().toList();
            BigInteger lower = BigInteger.valueOf(sorted.get((values.size() - 1) / 2));
            BigInteger upper = BigInteger.valueOf(sorted.get(values.size() / 2));
            assertThat(Statistic.MEDIAN.report(line(values)))
                    .isEqualTo("Median is " + text(lower.add(upper), BigInteger.TWO));
        });
    }

    @Test
    void modesAreThoseOfTheReference() {
        forAll(lines(), values -> {
            List<Long> modes = modes(values);
            String told = modes.stream().limit(10).map(String::valueOf).collect(Collectors.joining(", "));
            String more = modes.size() > 10 ? ", … (" + (modes.size() - 10) + " more)" : "";
            assertThat(Statistic.MODE.report(line(values)))
                    .isEqualTo((modes.size() == 1 ? "Mode is " : "Modes are ") + told + more);
        });
    }

    @Test
    void theOthersAreThoseOfTheReference() {
        forAll(lines(), values -> {
            IntegerLine line = line(values);
            assertThat(Statistic.COUNT.report(line)).isEqualTo("Count is " + values.size());
            assertThat(Statistic.MIN.report(line)).isEqualTo("Min is " + Collections.min(values));
            assertThat(Statistic.MAX.report(line)).isEqualTo("Max is " + Collections.max(values));
            assertThat(Statistic.SUM.report(line)).isEqualTo("Sum is " + sum(values));
            assertThat(Statistic.VALUES.report(line))
                    .isEqualTo("Values are " + values.toString().replaceAll("[\\[\\],]", ""));
        });
    }

    @Test
    void orderMattersOnlyToTheOrderOfModesAndValues() {
        forAll(lines(), longs(), (values, seed) -> {
            List<Long> shuffled = new ArrayList<>(values);
            Collections.shuffle(shuffled, new Random(seed));
            for (Statistic statistic : Set.of(
                    Statistic.MEAN, Statistic.MEDIAN, Statistic.COUNT, Statistic.MIN, Statistic.MAX, Statistic.SUM)) {
                assertThat(statistic.report(line(shuffled))).isEqualTo(statistic.report(line(values)));
            }
            if (modes(values).size() <= 10) {
                assertThat(toldModes(shuffled)).containsExactlyInAnyOrderElementsOf(toldModes(values));
            }
        });
    }

    @Test
    void computingLeavesTheLineAsItIs() {
        forAll(lines(), values -> {
            IntegerLine line = line(values);
            for (Statistic statistic : Statistic.values()) {
                statistic.report(line);
            }
            assertThat(line).isEqualTo(line(values));
        });
    }

    private static List<String> toldModes(List<Long> values) {
        return List.of(Statistic.MODE
                .report(line(values))
                .replaceFirst("Modes? (is|are) ", "")
                .split(", "));
    }

    private static List<Long> modes(List<Long> values) {
        Map<Long, Integer> counts = new LinkedHashMap<>();
        values.forEach(value -> counts.merge(value, 1, Integer::sum));
        int most = Collections.max(counts.values());
        List<Long> modes = new ArrayList<>();
        counts.forEach((value, count) -> {
            if (count == most) {
                modes.add(value);
            }
        });
        return modes;
    }

    private static BigInteger sum(List<Long> values) {
        return values.stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
    }

    /**
     * By the words of the rule: enough digits to see whether it ends within fifteen of them, else fifteen in all, but no
     * fewer than two behind the point.
     */
    private static String text(BigInteger numerator, BigInteger denominator) {
        BigDecimal quotient = new BigDecimal(numerator).divide(new BigDecimal(denominator), new MathContext(100));
        boolean ends = quotient.stripTrailingZeros().scale() <= 15;
        int wanted = Math.max(2, 15 - quotient.precision() + quotient.scale());
        return (ends ? quotient : quotient.setScale(wanted, RoundingMode.HALF_EVEN))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static IntegerLine line(List<Long> values) {
        return IntegerLine.of(values.stream().mapToLong(Long::longValue).toArray());
    }
}
