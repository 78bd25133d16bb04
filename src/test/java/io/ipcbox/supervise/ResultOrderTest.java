package io.ipcbox.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.process.NumberedLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResultOrderTest {
    private static final int SOCKET = 0;
    private static final int PIPE = 1;
    private static final int SHM = 2;

    private final ResultOrder order = new ResultOrder(3, Duration.ofMillis(100));
    // The number of each client's newest line.
    private final long[] said = new long[3];
    // A monotonic clock may begin anywhere, below zero too.
    private long now = -Duration.ofMillis(50).toNanos();

    @BeforeEach
    void allRun() {
        order.attach(SOCKET);
        order.attach(PIPE);
        order.attach(SHM);
    }

    @Test
    void resultsOfALineComeInTheOrderOfTheLineUp() {
        say(SHM, "mode");
        say(SOCKET, "mean");
        assertThat(shown()).isEmpty();
        say(PIPE, "median");
        assertThat(shown()).containsExactly("mean", "median", "mode");
    }

    @Test
    void labelStandsInFrontOfEachResultAndOfAGap() {
        order.label(SOCKET, "client-socket: ");
        say(SOCKET, 2, "LAGGED 2");
        say(SOCKET, "mean 3");
        say(PIPE, "median 1");
        say(PIPE, "median 2");
        say(PIPE, "median 3");
        say(SHM, "mode 1");
        say(SHM, "mode 2");
        say(SHM, "mode 3");
        assertThat(shown()).contains("client-socket: LAGGED 2").endsWith("client-socket: mean 3", "median 3", "mode 3");
        assertThat(order.waitingChars(SOCKET)).isZero();
    }

    @Test
    void linesStayTogetherWhenAClientIsAhead() {
        say(SHM, "mode 1");
        say(SHM, "mode 2");
        say(SOCKET, "mean 1");
        say(PIPE, "median 1");
        say(PIPE, "median 2");
        assertThat(shown()).containsExactly("mean 1", "median 1", "mode 1");
        say(SOCKET, "mean 2");
        assertThat(shown()).containsExactly("mean 2", "median 2", "mode 2");
    }

    @Test
    void lateResultIsWaitedForOnlyForThePatience() {
        say(SOCKET, "mean");
        later(30);
        say(SHM, "mode");
        later(69);
        assertThat(shown()).isEmpty();
        assertThat(order.nanosUntilDue(now)).isEqualTo(Duration.ofMillis(1).toNanos());
        later(1);
        assertThat(shown()).containsExactly("mean", "mode");
        later(5000);
        say(PIPE, "median");
        assertThat(shown()).containsExactly("median");
    }

    @Test
    void clientThatIsBehindIsNotWaitedForUntilItHasCaughtUp() {
        say(SOCKET, "mean 1");
        say(SHM, "mode 1");
        later(100);
        assertThat(shown()).containsExactly("mean 1", "mode 1");

        say(SOCKET, "mean 2");
        say(SHM, "mode 2");
        assertThat(shown()).containsExactly("mean 2", "mode 2");

        say(PIPE, "median 1");
        say(PIPE, "median 2");
        assertThat(shown()).containsExactly("median 1", "median 2");

        say(SOCKET, "mean 3");
        say(SHM, "mode 3");
        assertThat(shown()).isEmpty();
        say(PIPE, "median 3");
        assertThat(shown()).containsExactly("mean 3", "median 3", "mode 3");
    }

    @Test
    void clientThatLaggedSkipsTheLinesItLost() {
        say(PIPE, 2, "LAGGED 2");
        say(PIPE, "median 3");
        for (int line = 1; line <= 3; line++) {
            say(SOCKET, "mean " + line);
            say(SHM, "mode " + line);
        }
        assertThat(shown())
                .containsExactly("mean 1", "LAGGED 2", "mode 1", "mean 2", "mode 2", "mean 3", "median 3", "mode 3");
    }

    @Test
    void numbersCountAndNotTheText() {
        say(SOCKET, "LAGGED 7");
        say(PIPE, "LAGGED 7");
        say(SHM, "mode 1");
        say(SOCKET, "mean 2");
        say(PIPE, "median 2");
        say(SHM, "mode 2");
        assertThat(shown()).containsExactly("LAGGED 7", "LAGGED 7", "mode 1", "mean 2", "median 2", "mode 2");
    }

    @Test
    void clientThatIsGoneIsNotWaitedFor() {
        say(SOCKET, "mean 1");
        say(PIPE, "median 1");
        order.detach(SHM);
        assertThat(shown()).containsExactly("mean 1", "median 1");
    }

    @Test
    void clientThatCameBackFindsItsPlaceWhenItAnswersLast() {
        shmComesBackAfterSomeLines();
        say(SOCKET, "mean 3");
        say(PIPE, "median 3");
        assertThat(shown()).isEmpty();
        later(20);
        say(SHM, "mode 3");
        assertThat(shown()).containsExactly("mean 3", "median 3", "mode 3");
        later(1000);
        orderIsRightAgain();
    }

    @Test
    void clientThatCameBackFindsItsPlaceWhenItAnswersFirst() {
        shmComesBackAfterSomeLines();
        say(SHM, "mode 3");
        assertThat(shown()).isEmpty();
        say(SOCKET, "mean 3");
        say(PIPE, "median 3");
        assertThat(shown()).containsExactly("mean 3", "median 3", "mode 3");
        later(1000);
        orderIsRightAgain();
    }

    @Test
    void clientThatCameBackFindsItsPlaceInQuickSuccession() {
        shmComesBackAfterSomeLines();
        said[SHM] = 4;
        for (int line = 3; line <= 6; line++) {
            say(SOCKET, "mean " + line);
        }
        say(SHM, "mode 5");
        say(SHM, "mode 6");
        for (int line = 3; line <= 6; line++) {
            say(PIPE, "median " + line);
        }
        assertThat(shown())
                .containsExactly(
                        "mean 3",
                        "median 3",
                        "mean 4",
                        "median 4",
                        "mean 5",
                        "median 5",
                        "mode 5",
                        "mean 6",
                        "median 6",
                        "mode 6");
    }

    @Test
    void clientThatCameBackAndLaggedAtOnceSaysSoInThePlaceOfTheFirstLineItLost() {
        shmComesBackAfterSomeLines();
        for (int line = 3; line <= 5; line++) {
            say(SOCKET, "mean " + line);
            say(PIPE, "median " + line);
        }
        said[SHM] = 2;
        say(SHM, 2, "LAGGED 2");
        say(SHM, "mode 5");
        assertThat(shown())
                .containsExactly(
                        "mean 3", "median 3", "LAGGED 2", "mean 4", "median 4", "mean 5", "median 5", "mode 5");
    }

    @Test
    void charactersThatWaitAreCounted() {
        say(SHM, "mode");
        assertThat(order.waitingChars(SHM)).isEqualTo(5);
        later(100);
        assertThat(shown()).containsExactly("mode");
        assertThat(order.waitingChars(SHM)).isZero();
        assertThat(order.hasWaiting()).isFalse();
    }

    private void shmComesBackAfterSomeLines() {
        say(SHM, "mode 1");
        order.detach(SHM);
        for (int line = 1; line <= 2; line++) {
            say(SOCKET, "mean " + line);
            say(PIPE, "median " + line);
        }
        assertThat(shown()).hasSize(5);
        later(1000);
        order.attach(SHM);
        said[SHM] = 2;
    }

    private void orderIsRightAgain() {
        for (int line = 4; line <= 6; line++) {
            say(SHM, "mode");
            assertThat(shown()).isEmpty();
            say(PIPE, "median");
            say(SOCKET, "mean");
            assertThat(shown()).containsExactly("mean", "median", "mode");
            later(1000);
        }
    }

    /** The next line that it has received. */
    private void say(int client, String text) {
        say(client, 1, text);
    }

    private void say(int client, long lines, String text) {
        order.add(client, new NumberedLine(said[client] + 1, said[client] + lines, text), now);
        said[client] += lines;
    }

    private void later(long millis) {
        now += Duration.ofMillis(millis).toNanos();
    }

    private List<String> shown() {
        return new ArrayList<>(order.take(now));
    }
}
