package io.ipcbox.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Server and clients started together, and read like one program. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class UpIT {
    private static final String[] SERVER_LINES = {
        "Server is ready. You can type integers and then press [ENTER].",
        "Clients will show the mean, median, and mode of the input values:"
    };

    @RegisterExtension
    final ProcessChannel channel = new ProcessChannel();

    @Test
    void pipedLineGivesTheTranscriptAndNothingElse() {
        IpcboxProcess up = channel.start();
        up.type("123 123 456 789");
        up.endInput();
        assertThat(up.exitCode()).isZero();
        assertThat(up.out())
                .containsExactly(
                        "Client1 (socket) is ready",
                        "Client2 (pipe) is ready",
                        "Client3 (shared memory) is ready",
                        SERVER_LINES[0],
                        SERVER_LINES[1],
                        "Mean is 372.75",
                        "Median is 289.5",
                        "Mode is 123");
        assertThat(up.err()).isEmpty();
        assertThat(channel.processes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mean | the mean | Mean is 2.5",
                "values | each | Values are 3 1 2 4",
                "all | the count, minimum, maximum, sum, mean, median, and mode"
                        + " | Count is 4, min is 1, max is 4, sum is 10, mean is 2.5, median is 2.5, modes are 3, 1, 2, 4",
            })
    void clientsThatAllShowTheSameAreNamed(String statistic, String described, String result) {
        IpcboxProcess up = channel.start("up", "--ipcbox.client.statistic=" + statistic);
        up.type("3 1 2 4");
        up.endInput();
        assertThat(up.exitCode()).isZero();
        assertThat(up.out())
                .endsWith(
                        "Clients will show " + described + " of the input values:",
                        "client-socket: " + result,
                        "client-pipe: " + result,
                        "client-shm: " + result);
    }

    /** As in a checkout, where the file is in the current directory. */
    @Test
    void copyOfTheDefaultsLeavesEachClientItsOwnStatistic() {
        IpcboxProcess up = channel.startBy("cp '" + defaults() + "' . && exec \"$@\"", "up");
        up.type("123 123 456 789");
        up.endInput();
        assertThat(up.exitCode()).isZero();
        assertThat(up.out()).endsWith(SERVER_LINES[1], "Mean is 372.75", "Median is 289.5", "Mode is 123");
    }

    @Test
    void fileThatSetsTheStatisticOfAllClientsNamesThem() {
        IpcboxProcess up = channel.startBy("echo 'ipcbox.client.statistic: sum' >application.yml && exec \"$@\"", "up");
        up.type("3 1 2 4");
        up.endInput();
        assertThat(up.exitCode()).isZero();
        assertThat(up.out())
                .endsWith(
                        "Clients will show the sum of the input values:",
                        "client-socket: Sum is 10",
                        "client-pipe: Sum is 10",
                        "client-shm: Sum is 10");
    }

    private static String defaults() {
        return Path.of("application.yml").toAbsolutePath().toString();
    }

    @Test
    void oneShellLineStartsFourProcesses() {
        String profile = "\"$@\" --spring.profiles.active=";
        IpcboxProcess shell = channel.startBy(
                profile + "client-socket & " + profile + "client-shm & " + profile + "client-pipe & " + profile
                        + "server; wait",
                "--ipcbox.server.await-clients=3");
        shell.type("123 123 456 789");
        shell.endInput();
        assertThat(shell.exitCode()).isZero();
        assertThat(shell.out())
                .containsSubsequence(SERVER_LINES)
                .containsExactlyInAnyOrder(
                        "Client1 (socket) is ready",
                        "Client2 (pipe) is ready",
                        "Client3 (shared memory) is ready",
                        SERVER_LINES[0],
                        SERVER_LINES[1],
                        "Mean is 372.75",
                        "Median is 289.5",
                        "Mode is 123");
        assertThat(shell.err()).isEmpty();
    }

    /** A login and a cron job of one user. */
    @Test
    void processesWithDifferentRuntimeDirectoriesAreOfTheSameChannel() {
        IpcboxProcess server =
                channel.startBy("XDG_RUNTIME_DIR=/tmp exec \"$@\"", "server", "--ipcbox.server.await-clients=3");
        List<IpcboxProcess> clients = Stream.of("client-socket", "client-pipe", "client-shm")
                .map(role -> channel.startBy("unset XDG_RUNTIME_DIR; exec \"$@\"", role))
                .toList();
        server.type("4 4");
        server.endInput();

        assertThat(server.exitCode()).isZero();
        assertThat(clients).allSatisfy(client -> {
            assertThat(client.exitCode()).isZero();
            assertThat(client.out()).last().asString().endsWith(" is 4");
        });
    }
}
