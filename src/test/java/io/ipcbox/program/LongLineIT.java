package io.ipcbox.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Lines of every length, through all three mechanisms at once. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class LongLineIT {
    private static final int READY_LINES = 5;

    @RegisterExtension
    final ProcessChannel channel = new ProcessChannel();

    @Test
    void linesOf421And10000ValuesAndAShortOneAfterThem() {
        IpcboxProcess up = channel.start("up");
        up.type(from1To(421), from1To(10_000), "5 5 9");
        up.endInput();

        assertThat(up.exitCode()).isZero();
        List<String> results = up.out().subList(READY_LINES, up.out().size());
        assertThat(results.subList(0, 2)).containsExactly("Mean is 211", "Median is 211");
        assertThat(results.get(2)).isEqualTo("Modes are 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, … (411 more)");
        assertThat(results.subList(3, 5)).containsExactly("Mean is 5000.5", "Median is 5000.5");
        assertThat(results.get(5)).isEqualTo("Modes are 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, … (9990 more)");
        assertThat(results.subList(6, 9)).containsExactly("Mean is 6.33333333333333", "Median is 5", "Mode is 5");
        assertThat(up.err()).isEmpty();
    }

    @Test
    void lineOfTenMillionIntegersReachesEveryClient() {
        int count = 10_000_000;
        IpcboxProcess up = channel.start("up");
        byte[] piece = "-4 7 ".repeat(50_000).getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < count / 100_000; i++) {
            up.write(piece);
        }
        up.type("7");
        up.endInput();

        assertThat(up.exitCode()).isZero();
        // 5,000,000 times -4 and 5,000,001 times 7
        assertThat(up.out().subList(READY_LINES, up.out().size()))
                .containsExactlyInAnyOrder("Mean is 1.50000054999995", "Median is 7", "Mode is 7");
        assertThat(up.err()).isEmpty();
    }

    private static String from1To(int last) {
        return LongStream.rangeClosed(1, last).mapToObj(Long::toString).collect(Collectors.joining(" "));
    }
}
