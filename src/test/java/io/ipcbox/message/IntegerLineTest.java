package io.ipcbox.message;

import static io.ipcbox.support.property.Generator.PLENTY;
import static io.ipcbox.support.property.Generator.longArrays;
import static io.ipcbox.support.property.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class IntegerLineTest {
    @Test
    void emptyLineIsRefused() {
        assertThatThrownBy(IntegerLine::of)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a line has at least one integer");
    }

    @Test
    void lineCannotBeChanged() {
        long[] values = {1, 2};
        IntegerLine line = IntegerLine.of(values);
        values[0] = 9;
        line.toArray()[1] = 9;
        assertThat(line).isEqualTo(IntegerLine.of(1, 2));
    }

    @Test
    void linesAreEqualByTheirValuesAndOrder() {
        assertThat(IntegerLine.of(1, 2)).isEqualTo(IntegerLine.of(1, 2)).hasSameHashCodeAs(IntegerLine.of(1, 2));
        assertThat(IntegerLine.of(1, 2)).isNotEqualTo(IntegerLine.of(2, 1)).isNotEqualTo(IntegerLine.of(1, 2, 2));
    }

    @Test
    void longLineIsNamedByItsBeginning() {
        assertThat(IntegerLine.of(1, 2)).hasToString("[1, 2]");
        assertThat(IntegerLine.of(LongStream.range(7, 107).toArray())).hasToString("[7, … 100 integers]");
    }

    @Test
    void textIsTheIntegersWithOneSpaceBetween() {
        forAll(longArrays(1, PLENTY), values -> {
            StringBuilder text = new StringBuilder("> ");
            IntegerLine.of(values).appendTo(text);
            String joined = LongStream.of(values)
                    .mapToObj(Long::toString)
                    .reduce((a, b) -> a + " " + b)
                    .orElseThrow();
            assertThat(text).hasToString("> " + joined);
            assertThat(IntegerLine.of(values).textLength()).isEqualTo(joined.length());
        });
    }
}
