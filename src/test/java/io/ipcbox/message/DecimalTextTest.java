package io.ipcbox.message;

import static io.ipcbox.support.property.Generator.longs;
import static io.ipcbox.support.property.Property.forAll;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DecimalTextTest {
    /** Every power of ten and its neighbours, of both signs, and the ends of the range. */
    static LongStream edges() {
        LongStream powers = LongStream.iterate(1, power -> power * 10).limit(19);
        return LongStream.concat(
                LongStream.of(Long.MIN_VALUE, Long.MIN_VALUE + 1, Long.MAX_VALUE),
                powers.flatMap(power -> LongStream.of(power - 1, power, power + 1, -power + 1, -power, -power - 1)));
    }

    @ParameterizedTest
    @MethodSource("edges")
    void edgesAreWrittenAsTheJdkWritesThem(long value) {
        assertThat(written(value)).isEqualTo(Long.toString(value));
    }

    @Test
    void valuesAreWrittenAsTheJdkWritesThem() {
        forAll(longs(), value -> assertThat(written(value)).isEqualTo(Long.toString(value)));
    }

    private static String written(long value) {
        byte[] text = new byte[DecimalText.length(value)];
        assertThat(DecimalText.writeBackwards(value, text, text.length)).isZero();
        return new String(text, US_ASCII);
    }
}
