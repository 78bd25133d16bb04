package io.ipcbox.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that is stopped while much passes to the others: they get it all, and it learns exactly what it missed. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class StuckClientIT {
    // Each line is some 100 KB of text, and all of them are more than 20 MB, several times any backlog.
    private static final int LINES = 210;
    private static final int INTEGERS = 9_000;
    private static final int BEFORE = 3;

    @RegisterExtension
    final ProcessChannel channel = new ProcessChannel();

    @ParameterizedTest
    @ValueSource(strings = {"client-socket", "client-pipe", "client-shm"})
    void stuckClientIsCutOffAndTheOthersGoOn(String role) {
        IpcboxProcess server = channel.start("server", "--ipcbox.server.await-clients=4");
        List<IpcboxProcess> others = Stream.of("client-socket", "client-pipe", "client-shm")
                .map(other -> channel.start(other, "--ipcbox.client.statistic=min"))
                .toList();
        IpcboxProcess stuck = channel.start(role, "--ipcbox.client.statistic=min");
        for (int i = 0; i < BEFORE; i++) {
            server.type(Integer.toString(i));
        }
        Stream.concat(others.stream(), Stream.of(stuck)).forEach(client -> client.awaitOut(1, BEFORE));

        stuck.signal("STOP");
        for (int i = BEFORE; i < LINES; i++) {
            server.type(longLine(i));
        }
        others.forEach(client -> assertThat(client.awaitOut(1, LINES)).isEqualTo(minimums(0, LINES)));
        stuck.signal("CONT");
        stuck.awaitOut(line -> line.startsWith("LAGGED "), "LAGGED n");
        server.type("-1");
        server.endInput();

        assertThat(server.exitCode()).isZero();
        assertThat(stuck.exitCode()).isZero();
        List<String> lines = stuck.out().subList(1, stuck.out().size());
        int gap = lines.indexOf(lines.stream()
                .filter(line -> line.startsWith("LAGGED "))
                .findFirst()
                .orElseThrow());
        int lost = Integer.parseInt(lines.get(gap).substring("LAGGED ".length()));
        assertThat(lines.subList(0, gap)).isEqualTo(minimums(0, gap));
        assertThat(lines.subList(gap + 1, lines.size() - 1)).isEqualTo(minimums(gap + lost, LINES));
        assertThat(lines.getLast()).isEqualTo("Min is -1");
        assertThat(others).allMatch(client -> client.exitCode() == 0);
        assertThat(others).allMatch(client -> client.err().isEmpty());
    }

    private static String longLine(int number) {
        return number + " 1000000000".repeat(INTEGERS);
    }

    private static List<String> minimums(int from, int to) {
        return Stream.iterate(from, i -> i + 1)
                .limit(to - from)
                .map(i -> "Min is " + i)
                .toList();
    }
}
