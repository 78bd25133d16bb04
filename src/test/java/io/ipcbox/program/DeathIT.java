package io.ipcbox.program;

import static io.ipcbox.program.IpcboxProcess.WATCHDOG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Processes that are killed, and what becomes of the others. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class DeathIT {
    private static final String READY = "Server is ready. You can type integers and then press [ENTER].";

    private static final String GONE = "ipcbox: the server disconnected without END; waiting for another";

    @RegisterExtension
    final ProcessChannel channel = new ProcessChannel();

    /** Clients come first here. The first server never sends anything, the second dies sending, the third one ends. */
    @Test
    void clientsHoldAnExactPrefixOfAKilledServerAndGoOnWithTheNext() throws InterruptedException {
        List<IpcboxProcess> clients = Stream.of("client-socket", "client-pipe", "client-shm")
                .map(role -> channel.start(role, "--ipcbox.client.statistic=values"))
                .toList();
        clients.forEach(client -> client.awaitOut(0, 1));
        IpcboxProcess silent = channel.start("server");
        awaitAttached(silent, clients);
        killAndAwaitNotice(silent, clients);

        IpcboxProcess talking = channel.start("server", "--ipcbox.server.await-clients=3");
        Thread typing = Thread.ofPlatform().start(() -> typeUntilKilled(talking));
        clients.forEach(client -> client.awaitOut(1, 500));
        killAndAwaitNotice(talking, clients);
        typing.join();

        IpcboxProcess last = channel.start("server", "--ipcbox.server.await-clients=3");
        last.type("-1 -2", "-3");
        last.endInput();
        assertThat(last.exitCode()).isZero();
        assertThat(last.err()).isEmpty();
        for (IpcboxProcess client : clients) {
            assertThat(client.exitCode()).isZero();
            List<String> lines = client.out().subList(1, client.out().size());
            int prefix = lines.size() - 2;
            assertThat(lengthOfPrefix(lines))
                    .as(() -> "lines without a gap at " + client)
                    .isEqualTo(prefix);
            assertThat(lines.subList(prefix, lines.size())).containsExactly("Values are -1 -2", "Values are -3");
            // More than twice, where a dying server's port lives a moment longer than its connections.
            assertThat(client.err()).containsOnly(GONE);
        }
    }

    private static void killAndAwaitNotice(IpcboxProcess server, List<IpcboxProcess> clients) {
        List<Integer> before =
                clients.stream().map(client -> client.err().size()).toList();
        server.signal("KILL");
        for (int i = 0; i < clients.size(); i++) {
            assertThat(clients.get(i).awaitErr(before.get(i), 1)).containsExactly(GONE);
        }
    }

    private static void awaitAttached(IpcboxProcess server, List<IpcboxProcess> clients) {
        await().atMost(WATCHDOG).until(() -> {
            server.type("clients");
            return clients.stream()
                    .allMatch(client -> server.out().stream().anyMatch(row -> row.contains(" " + client.pid() + " ")));
        });
    }

    private static void typeUntilKilled(IpcboxProcess server) {
        try {
            for (int i = 0; server.isAlive(); i++) {
                server.type(Integer.toString(i));
            }
        } catch (UncheckedIOException e) {
            // A broken pipe: it has been killed.
        }
    }

    private static int lengthOfPrefix(List<String> lines) {
        int length = 0;
        while (length < lines.size() && lines.get(length).equals("Values are " + length)) {
            length++;
        }
        return length;
    }

    @Test
    void clientThatDiesIsStartedAgainAndGivenUpWhenItKeepsDying() {
        IpcboxProcess up = channel.start();
        up.awaitOut(READY);
        ProcessHandle pipe = channel.processes("client-pipe").getFirst();
        pipe.destroyForcibly();
        up.awaitErr("ipcbox: client-pipe: killed by signal 9; starting it again");
        up.awaitOut(5, 1);
        up.type("1 2");
        assertThat(up.awaitOut(5, 4))
                .contains("Client2 (pipe) is ready")
                .containsSubsequence("Mean is 1.5", "Median is 1.5", "Modes are 1, 2");

        // However slow the machine: kill each one as soon as it is there, until there are five in the time.
        while (up.isAlive()) {
            channel.processes("client-pipe").forEach(ProcessHandle::destroyForcibly);
            Thread.onSpinWait();
        }
        assertThat(up.exitCode()).isEqualTo(3);
        assertThat(up.err().getLast())
                .isEqualTo("ipcbox: gave up on client-pipe: it ended 5 times within 30 s, killed by signal 9");
    }

    @Test
    void noChildOutlivesAKilledParentAndTheNextServerCleansUp() {
        IpcboxProcess up = channel.start("up");
        up.awaitOut(READY);
        assertThat(channel.processes()).hasSize(4);
        up.signal("KILL");
        await().atMost(WATCHDOG).until(() -> channel.processes().isEmpty());

        IpcboxProcess server = channel.start("server");
        server.endInput();
        assertThat(server.exitCode()).isZero();
        assertThat(server.err()).isEmpty();
        assertThat(channel.names()).isEmpty();
    }

    @Test
    void serverCleansUpAfterKilledClients() {
        IpcboxProcess server = channel.start("server");
        server.awaitOut(READY);
        List<IpcboxProcess> clients = Stream.of("client-socket", "client-pipe", "client-shm")
                .map(channel::start)
                .toList();
        clients.forEach(client -> client.awaitOut(0, 1));
        clients.forEach(client -> client.signal("KILL"));
        clients.forEach(client -> assertThat(client.exitCode()).isEqualTo(128 + 9));
        await().atMost(WATCHDOG).until(() -> {
            server.type("clients");
            return server.out().getLast().equals("no clients are attached");
        });
        server.endInput();
        assertThat(server.exitCode()).isZero();
        assertThat(server.err()).isEmpty();
    }
}
