package io.ipcbox.message;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Lines that are sent together: the same bytes as one by one, and the position of each. */
class EncodedLinesTest {
    private final EncodedLines.Collector collector = new EncodedLines.Collector();

    @Test
    void linesLieOneBehindTheOther() {
        assertThat(collector.isEmpty()).isTrue();
        assertThat(collector.add(IntegerLine.of(3, -1, 2))).isTrue();
        assertThat(collector.add(IntegerLine.of(Long.MIN_VALUE))).isTrue();
        EncodedLines lines = collector.take();
        assertThat(lines.count()).isEqualTo(2);
        assertThat(line(lines, 0)).isEqualTo("3 -1 2\n");
        assertThat(line(lines, 1)).isEqualTo("-9223372036854775808\n");
        assertThat(lines.bytes()).hasSize(28);
    }

    @Test
    void takenLinesDoNotChangeWhenOthersFollow() {
        collector.add(IntegerLine.of(1));
        EncodedLines first = collector.take();
        assertThat(collector.isEmpty()).isTrue();
        collector.add(IntegerLine.of(2, 2));
        assertThat(line(first, 0)).isEqualTo("1\n");
        assertThat(line(collector.take(), 0)).isEqualTo("2 2\n");
    }

    @Test
    void fullCollectorTakesNoMoreAndKeepsWhatItHas() {
        int added = 0;
        while (collector.add(IntegerLine.of(Long.MIN_VALUE, added))) {
            added++;
        }
        EncodedLines lines = collector.take();
        assertThat(added).isGreaterThan(500);
        assertThat(lines.count()).isEqualTo(added);
        for (int number = 0; number < added; number++) {
            assertThat(line(lines, number)).isEqualTo(Long.MIN_VALUE + " " + number + "\n");
        }
    }

    @Test
    void lineThatIsTooLongForACollectorIsRefusedByAnEmptyOne() {
        assertThat(collector.add(IntegerLine.of(new long[10_000]))).isFalse();
        assertThat(collector.isEmpty()).isTrue();
    }

    @Test
    void linesAreNumberedOnceWhetherTogetherOrAlone() {
        collector.add(IntegerLine.of(1));
        collector.add(IntegerLine.of(2));
        assertThat(collector.take().first()).isEqualTo(1);
        assertThat(collector.alone(IntegerLine.of(3)).first()).isEqualTo(3);
        collector.add(IntegerLine.of(4));
        assertThat(collector.take().first()).isEqualTo(4);
    }

    @Test
    void frameIsALineOfItsOwn() {
        EncodedLines lines = EncodedLines.of("1 2\n".getBytes(US_ASCII));
        assertThat(lines.count()).isOne();
        assertThat(line(lines, 0)).isEqualTo("1 2\n");
    }

    private static String line(EncodedLines lines, int number) {
        return new String(lines.bytes(), lines.start(number), lines.end(number) - lines.start(number), US_ASCII);
    }
}
