package io.ipcbox.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {
    private final RestartPolicy policy = new RestartPolicy();

    @Test
    void pauseDoublesUntilTheFifthDeathEndsIt() {
        assertThat(diedAt(0, 1, 2, 3, 29))
                .containsExactly(pause(100), pause(200), pause(400), pause(800), Optional.empty());
    }

    @Test
    void deathsFurtherApartNeverEndTheRestarts() {
        assertThat(diedAt(0, 10, 20, 30, 41, 51, 61, 72)).allMatch(Optional::isPresent);
    }

    @Test
    void pauseIsShortAgainAfterAQuietTime() {
        assertThat(diedAt(0, 1, 100)).containsExactly(pause(100), pause(200), pause(100));
    }

    private List<Optional<Duration>> diedAt(long... seconds) {
        // A monotonic clock may begin anywhere, below zero too.
        long start = Long.MAX_VALUE - 5;
        return LongStream.of(seconds)
                .mapToObj(
                        second -> policy.died(start + Duration.ofSeconds(second).toNanos()))
                .toList();
    }

    private static Optional<Duration> pause(long millis) {
        return Optional.of(Duration.ofMillis(millis));
    }
}
