package io.ipcbox.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With shell scripts as clients: real processes and pipes, with every line in the test. */
class ClientSupervisorIT {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private final List<String> out = new CopyOnWriteArrayList<>();
    private final List<String> err = new CopyOnWriteArrayList<>();
    private final CompletableFuture<String> gaveUp = new CompletableFuture<>();
    private final List<ClientSupervisor> started = new ArrayList<>();

    @AfterEach
    void endAll() {
        started.forEach(ClientSupervisor::close);
    }

    @Test
    void clientsThatEndNormallyAreNotRestarted() throws Exception {
        ClientSupervisor supervisor = start(
                client("one", "echo one is ready; printf '1-1 Mean is 1\\n'"),
                client("two", "echo two is ready; printf '1-1 Median is 1\\n'"),
                client("three", "echo three is ready; printf '1-1 Mode is 1\\n'"));
        open(supervisor);
        assertThat(supervisor.awaitExit(LONG)).isTrue();
        supervisor.close();
        assertThat(out.subList(0, 3)).containsExactly("one is ready", "two is ready", "three is ready");
        assertThat(out.subList(3, 6)).containsExactly("Mean is 1", "Median is 1", "Mode is 1");
        assertThat(err).isEmpty();
    }

    @Test
    void killedClientIsRestarted() throws Exception {
        ClientSupervisor supervisor = start(client("one", "echo $$; exec sleep 1000"));
        open(supervisor);
        long first = Long.parseLong(out.getFirst());
        ProcessHandle.of(first).orElseThrow().destroyForcibly();
        await().atMost(LONG).until(() -> out.size() == 2);
        assertThat(err).containsExactly("one: killed by signal 9; starting it again");
        assertThat(Long.parseLong(out.get(1))).isNotEqualTo(first);
        assertThat(gaveUp).isNotDone();
    }

    @Test
    void processThatHasAnsweredSomethingIsAskedForOnceWhereItBegan() throws Exception {
        List<Long> asked = new CopyOnWriteArrayList<>();
        ClientSupervisor supervisor =
                start(client("one", "echo $$; printf '1-1 first\\n2-2 second\\n'; exec sleep 1000"));
        supervisor.open(
                out::add,
                err::add,
                (client, pid) -> {
                    asked.add(pid);
                    return OptionalLong.of(7);
                },
                LONG);
        await().atMost(LONG).until(() -> out.size() == 3);
        ProcessHandle.of(Long.parseLong(out.getFirst())).orElseThrow().destroyForcibly();
        await().atMost(LONG).until(() -> out.size() == 6);
        assertThat(asked).containsExactly(Long.valueOf(out.getFirst()), Long.valueOf(out.get(3)));
        assertThat(out.subList(4, 6)).containsExactly("first", "second");
    }

    @Test
    void clientThatKeepsDyingIsGivenUpWithItsLastWords() throws Exception {
        ClientSupervisor supervisor = start(client("one", "echo ready; echo 'ipcbox: no such thing' >&2; exit 7"));
        open(supervisor);
        assertThat(gaveUp.get(30, TimeUnit.SECONDS))
                .isEqualTo("gave up on one: it ended 5 times within 30 s, ended with exit code 7: no such thing");
        supervisor.close();
        assertThat(err.stream().filter("one: no such thing"::equals)).hasSize(5);
        assertThat(err.stream().filter(line -> line.endsWith("starting it again")))
                .hasSize(4);
    }

    @Test
    void missingProgramIsGivenUp() throws Exception {
        ClientSupervisor supervisor = start(new ClientSpec("one", new ProcessBuilder(directory + "/nothing")));
        supervisor.open(out::add, err::add, (client, pid) -> OptionalLong.of(1), LONG);
        assertThat(gaveUp.get(30, TimeUnit.SECONDS))
                .startsWith("gave up on one: ")
                .contains("/nothing");
    }

    @Test
    void nothingIsReportedBeforeTheServerIsReady() throws Exception {
        ClientSupervisor supervisor =
                start(client("one", "echo bad option >&2; echo x >'" + directory + "/ran'; exit 2"));
        await().atMost(LONG).until(() -> Files.exists(directory.resolve("ran")));
        supervisor.close();
        assertThat(gaveUp).isNotDone();
        assertThat(err).isEmpty();
    }

    @Test
    void clientThatWasStartedWronglyIsNotRestarted() throws Exception {
        ClientSupervisor supervisor = start(client("one", "echo 'ipcbox: bad option' >&2; exit 2"));
        supervisor.open(out::add, err::add, (client, pid) -> OptionalLong.of(1), LONG);
        assertThat(gaveUp.get(30, TimeUnit.SECONDS)).isEqualTo("gave up on one: it refuses to start: bad option");
        supervisor.close();
        assertThat(err).isEmpty();
    }

    @Test
    void errorsCarryTheNameOfTheClientOnce() throws Exception {
        ClientSupervisor supervisor =
                start(client("one", "echo ready; printf 'plain\\nipcbox: known\\nipcbox: one: named\\n' >&2"));
        open(supervisor);
        assertThat(supervisor.awaitExit(LONG)).isTrue();
        supervisor.close();
        assertThat(err).containsExactly("one: plain", "one: known", "one: named");
    }

    @Test
    void closingEndsAClientThatIgnoresSigterm() throws Exception {
        ClientSupervisor supervisor = start(client("one", "trap '' TERM; echo $$; while :; do sleep 0.05; done"));
        open(supervisor);
        ProcessHandle client = ProcessHandle.of(Long.parseLong(out.getFirst())).orElseThrow();
        supervisor.close();
        assertThat(client.isAlive()).isFalse();
        assertThat(gaveUp).isNotDone();
    }

    @Test
    void clientThatIsBusyIsWaitedForAndOneThatIsIdleIsNot() throws Exception {
        Path enough = directory.resolve("enough");
        String busy = "i=0; while ! test -e '" + enough + "'; do i=$((i + 1)); done; ";
        ClientSupervisor supervisor = start(client("one", "echo $$; " + busy + "echo done; exec sleep 1000"));
        open(supervisor);
        ProcessHandle client = ProcessHandle.of(Long.parseLong(out.getFirst())).orElseThrow();
        Thread.ofPlatform().daemon().start(() -> {
            await().atMost(LONG).until(() -> cpuMillis(client) > 1500);
            createFile(enough);
        });
        assertThat(supervisor.awaitExit(Duration.ofMillis(700))).isFalse();
        supervisor.close();
        assertThat(out).contains("done");
    }

    private static long cpuMillis(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
    }

    private static void createFile(Path path) {
        try {
            Files.createFile(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ClientSupervisor start(ClientSpec... specs) {
        ClientSupervisor supervisor = ClientSupervisor.start(List.of(specs), gaveUp::complete);
        started.add(supervisor);
        return supervisor;
    }

    private void open(ClientSupervisor supervisor) throws InterruptedException {
        assertThat(supervisor.open(out::add, err::add, (client, pid) -> OptionalLong.of(1), LONG))
                .isTrue();
    }

    private static ClientSpec client(String name, String script) {
        return new ClientSpec(name, new ProcessBuilder("/bin/sh", "-c", script));
    }
}
