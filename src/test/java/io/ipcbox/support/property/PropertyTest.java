package io.ipcbox.support.property;

import static io.ipcbox.support.property.Generator.among;
import static io.ipcbox.support.property.Generator.bytes;
import static io.ipcbox.support.property.Generator.integers;
import static io.ipcbox.support.property.Generator.longs;
import static io.ipcbox.support.property.Generator.text;
import static io.ipcbox.support.property.Generator.weighted;
import static io.ipcbox.support.property.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ipcbox.support.property.Generator.Weighted;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Properties that hold pass; one that does not is reported with the smallest input and the seed. */
class PropertyTest {
    @Test
    void aPropertyThatHoldsIsTriedAsOftenAsAskedFor() {
        List<Long> tried = new ArrayList<>();
        forAll(17, longs(), tried::add);
        assertThat(tried).hasSize(17);
    }

    @Test
    void theSmallestInputThatFailsIsShown() {
        assertThat(failure(() ->
                        forAll(longs(0, 1_000_000), value -> assertThat(value).isLessThan(1234))))
                .hasMessageContaining("smallest input: 1234\n");
        assertThat(failure(() -> forAll(longs(), value -> assertThat(value).isGreaterThan(-77))))
                .hasMessageContaining("smallest input: -77\n");
        assertThat(failure(
                        () -> forAll(bytes(0, 255), bytes -> assertThat(bytes).doesNotContain(5))))
                .hasMessageContaining("smallest input: [5]\n");
        assertThat(failure(() ->
                        forAll(text(), text -> assertThat(text.codePoints()).hasSizeLessThan(3))))
                .hasMessageContaining("smallest input: \\x00\\x00\\x00\n");
    }

    @Test
    void bothInputsAreShownAndMadeSmall() {
        assertThat(failure(() -> forAll(
                        longs(1, 9).list(0, 50),
                        integers(3, 50),
                        (values, limit) -> assertThat(values).hasSizeLessThan(limit))))
                .hasMessageContaining("smallest input: [[1, 1, 1], 3]\n");
    }

    @Test
    void aSmallerInputThatFailsInAnotherWayIsNotTaken() {
        assertThat(failure(() -> forAll(longs(0, 1000), value -> {
                    Objects.checkIndex(value, 500);
                    assertThat(value).isPositive();
                })))
                .hasMessageMatching("(?s).*smallest input: (0|500)\\n.*")
                .satisfies(error -> assertThat(error.getCause())
                        .isInstanceOf(
                                String.valueOf(error.getMessage()).contains("smallest input: 0")
                                        ? AssertionError.class
                                        : IndexOutOfBoundsException.class));
    }

    @Test
    void theSeedRepeatsTheTryThatFailed() {
        AssertionError first =
                failure(() -> forAll(text(), text -> assertThat(text).doesNotContain("7")));
        Matcher seed = Pattern.compile("-D" + Property.SEED + "=(-?\\d+)").matcher(first.getMessage());
        assertThat(seed.find()).isTrue();
        try {
            System.setProperty(Property.SEED, seed.group(1));
            assertThat(failure(() -> forAll(text(), text -> assertThat(text).doesNotContain("7"))))
                    .hasMessage(String.valueOf(first.getMessage()).replaceFirst("try \\d+", "try 1"));
        } finally {
            System.clearProperty(Property.SEED);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "-9223372036854775808, 9223372036854775807, 1000",
        "-9223372036854775808, -5, 1000",
        "9223372036854775806, 9223372036854775807, 2",
        "1, 9223372036854775807, 1000",
        "-3, 3, 7",
        "4, 200000, 1000",
        "7, 7, 1",
    })
    void bothEndsOfARangeAreTriedAndNothingOutsideIs(long min, long max, int different) {
        Set<Long> tried = new HashSet<>();
        forAll(5000, longs(min, max), value -> {
            assertThat(value).isBetween(min, max);
            tried.add(value);
        });
        assertThat(tried).contains(min, max).hasSizeGreaterThanOrEqualTo(different);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 40})
    void listsHaveEverySizeOfTheirRange(int min) {
        Set<Integer> sizes = new HashSet<>();
        forAll(longs().list(min, 40), values -> {
            sizes.add(values.size());
        });
        assertThat(sizes)
                .allSatisfy(size -> assertThat(size).isBetween(min, 40))
                .hasSize(41 - min);
    }

    @Test
    void whatWeighsMoreIsTakenMoreOften() {
        int[] taken = new int[2];
        forAll(weighted(new Weighted<>(20, among(0)), new Weighted<>(1, among(1))), kind -> {
            taken[kind]++;
        });
        assertThat(taken[0]).isGreaterThan(taken[1]);
        assertThat(taken[1]).isPositive();
    }

    private static AssertionError failure(Runnable property) {
        Throwable failure = catchThrowable(property::run);
        assertThat(failure).isInstanceOf(AssertionError.class);
        return (AssertionError) failure;
    }
}
