package io.ipcbox.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signals: whatever ends a process, it leaves nothing, and the others know. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class EndIT {
    private static final String READY = "Server is ready. You can type integers and then press [ENTER].";

    private static final int ROUNDS = 3;

    @RegisterExtension
    final ProcessChannel channel = new ProcessChannel();

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void signalEndsTheServerInGoodOrderAndItsClientsWithIt(String signal, int exitCode) {
        IpcboxProcess server = channel.start("server", "--ipcbox.server.await-clients=2");
        IpcboxProcess pipe = channel.start("client-pipe", "--ipcbox.client.statistic=sum");
        IpcboxProcess memory = channel.start("client-shm", "--ipcbox.client.statistic=sum");
        server.type("1 2 3");
        pipe.awaitOut("Sum is 6");
        memory.awaitOut("Sum is 6");

        server.signal(signal);

        assertThat(server.exitCode()).isEqualTo(exitCode);
        assertThat(pipe.exitCode()).isZero();
        assertThat(memory.exitCode()).isZero();
        assertThat(server.err()).isEmpty();
        assertThat(pipe.err()).isEmpty();
        assertThat(memory.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"client-socket, INT, 130", "client-pipe, INT, 130", "client-shm, TERM, 143"})
    void signalEndsAClientThatWaits(String role, String signal, int exitCode) {
        IpcboxProcess client = channel.start(role);
        client.awaitOut(0, 1);

        client.signal(signal);

        assertThat(client.exitCode()).isEqualTo(exitCode);
        assertThat(client.err()).isEmpty();
        assertThat(channel.names()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void signalEndsServerAndChildrenTogether(String signal, int exitCode) {
        IpcboxProcess up = channel.start("up");
        up.awaitOut(READY);
        up.type("4 4");
        up.awaitOut("Mode is 4");

        up.signal(signal);

        assertThat(up.exitCode()).isEqualTo(exitCode);
        assertThat(up.err()).isEmpty();
        assertThat(channel.processes()).isEmpty();
    }

    /** While the context starts, between that and the first thing it does, or after it. */
    @ParameterizedTest
    @ValueSource(strings = {"client-socket", "client-pipe", "client-shm"})
    void signalDuringTheStartOfAClientLeavesNothing(String role) {
        Random moments = random();
        for (int round = 0; round < ROUNDS; round++) {
            IpcboxProcess client = channel.start(role);
            client.awaitEnd(Duration.ofMillis(200 + moments.nextInt(1000)));

            client.signal("TERM");

            assertThat(client.exitCode()).isEqualTo(143);
            assertThat(client.err()).isEmpty();
            assertThat(channel.names()).isEmpty();
        }
    }

    /** As Ctrl-C does in a shell that started them all, but at whatever moment of the stream. */
    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void signalToServerAndClientsTogetherEndsThemWithoutAWord(String signal, int exitCode) {
        Random moments = random();
        for (int round = 0; round < ROUNDS; round++) {
            signalToAll(signal, exitCode, Duration.ofMillis(moments.nextInt(200)));
        }
    }

    private void signalToAll(String signal, int exitCode, Duration moment) {
        IpcboxProcess server = channel.start("server", "--ipcbox.server.await-clients=3");
        List<IpcboxProcess> clients =
                List.of(channel.start("client-socket"), channel.start("client-pipe"), channel.start("client-shm"));
        server.type("4 4");
        clients.forEach(client -> client.awaitOut(0, 1));
        server.awaitEnd(moment);

        clients.forEach(client -> client.signal(signal));
        server.signal(signal);

        assertThat(server.exitCode()).isEqualTo(exitCode);
        assertThat(server.err()).isEmpty();
        for (IpcboxProcess client : clients) {
            assertThat(client.exitCode()).isIn(0, exitCode);
            assertThat(client.err()).isEmpty();
        }
    }

    private static Random random() {
        long seed = System.nanoTime();
        System.out.println("EndIT: seed " + seed);
        return new Random(seed);
    }

    /** The children are there before the server is. */
    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void signalDuringTheStartLeavesNothingEither(String signal, int exitCode) {
        IpcboxProcess up = channel.start("up");
        await().atMost(IpcboxProcess.WATCHDOG).until(() -> channel.processes().size() == 4);

        up.signal(signal);

        assertThat(up.exitCode()).isEqualTo(exitCode);
        assertThat(channel.processes()).isEmpty();
        assertThat(up.err()).isEmpty();
        assertThat(channel.names()).isEmpty();
    }

    @Test
    void secondServerOfAChannelIsRefusedAndTheFirstIsUntouched() {
        IpcboxProcess first = channel.start("server");
        first.awaitOut(READY);
        IpcboxProcess client = channel.start("client-shm", "--ipcbox.client.statistic=max");
        client.awaitOut(0, 1);

        IpcboxProcess second = channel.start("server");

        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.out()).isEmpty();
        assertThat(second.err())
                .containsExactly("ipcbox: cannot serve channel \"" + channel.name()
                        + "\": EBUSY (Device or resource busy); a server (pid " + first.pid()
                        + ") serves it; end that server, or choose another channel with --ipcbox.channel=NAME");
        await().atMost(IpcboxProcess.WATCHDOG).until(() -> {
            first.type("clients");
            return first.out().stream().anyMatch(line -> line.contains("shared memory") && line.contains("live"));
        });
        first.type("7 8");
        client.awaitOut("Max is 8");
        first.endInput();
        assertThat(first.exitCode()).isZero();
        assertThat(client.exitCode()).isZero();
    }
}
