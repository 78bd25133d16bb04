package io.ipcbox.command.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ipcbox.support.NoLeftovers;
import io.ipcbox.support.RunningProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar with a one-shot command, combined with other programs. */
@ExtendWith(NoLeftovers.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class OneShotIT {
    @Test
    void wrongUseIsToldOnStandardErrorWithTheUsage() {
        RunningProgram wrong = RunningProgram.start(Family.jar(List.of("posix", "msq", "--cuont", "2")));
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.errors())
                .startsWith("ipcbox: unknown option: \"--cuont\"; did you mean \"--count\"?\nusage: ipcbox posix msq ")
                .endsWith("\ntry ipcbox posix msq --help");
    }

    @Test
    void helpIsNoFailure() {
        RunningProgram help = RunningProgram.start(Family.jar(List.of("sysv", "sem", "wait", "--help")));
        assertThat(help.remainingLines()).first().asString().startsWith("usage: ipcbox sysv sem wait ");
        assertThat(help.errors()).isEmpty();
    }

    @Test
    void pipeBetweenCommandsCarriesBytes() {
        String from = Family.POSIX.fresh();
        String to = Family.SYSV.fresh();
        Family.POSIX.run(from, "msq", "create");
        Family.SYSV.run(to, "msq", "create");
        Family.POSIX.python("send-hex", from, "00ff0d0a1b");
        String pipe = shell(Family.jar(List.of("posix", "msq", "receive", "-n", from))) + " | "
                + shell(Family.jar(List.of("sysv", "msq", "send", "-k", to, "-")));
        RunningProgram.start(List.of("sh", "-c", pipe)).succeeds();
        assertThat(Family.SYSV.python("receive-hex", to)).containsExactly("00ff0d0a1b");
        Family.POSIX.run(from, "msq", "clean");
        Family.SYSV.run(to, "msq", "clean");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\n", "\\r\\n", "\\r", ""})
    void answerEndsAtAnyLineEnd(String lineEnd) {
        String memory = Family.POSIX.fresh();
        String client = shell(Family.jar(List.of("posix", "shm", "-n", memory)));
        RunningProgram.start(List.of("sh", "-c", "printf '\\357\\273\\277a b" + lineEnd + "' | " + client))
                .succeeds();
        assertThat(Family.POSIX.run(memory, "shm", "read", "--text")).containsExactly("a b");
        Family.POSIX.run(memory, "shm", "clean");
    }

    @Test
    void dataOnATerminalAreShownWithoutSteeringIt() {
        String memory = Family.POSIX.fresh();
        Family.POSIX.run(memory, "shm", "create", "-b7");
        Family.POSIX.run(memory, "shm", "write", "a\033[2Jb\n");
        List<String> onTerminal =
                new ArrayList<>(List.of("/usr/bin/python3", "-c", "import pty, sys; pty.spawn(sys.argv[1:])"));
        onTerminal.addAll(Family.jar(List.of("posix", "shm", "read", "-n", memory)));

        assertThat(RunningProgram.start(onTerminal).remainingLines()).containsExactly("a\\x1B[2Jb\\x0A");

        Family.POSIX.run(memory, "shm", "clean");
    }

    @Test
    void serverEndsWhenItsOutputIsClosed() {
        String memory = Family.POSIX.fresh();
        String server = shell(Family.jar(List.of("posix", "shm", "-s", "-i", "100ms", "-n", memory)));
        RunningProgram program =
                RunningProgram.start(List.of("sh", "-c", "{ " + server + "; echo code $? >&2; } | head -2"));
        program.succeeds();
        assertThat(program.errors()).contains("ipcbox: cannot write to standard output", "code 1");
        Family.POSIX.run(memory, "shm", "clean");
    }

    @Test
    void sigtermIsAnEndInGoodOrderToo() {
        String queue = Family.SYSV.fresh();
        try (RunningProgram server = Family.SYSV.start(queue, "msq", "-s")) {
            server.line();
            server.signal("TERM");
            assertThat(server.line()).isEqualTo("canceled.");
            assertThat(server.line()).isEqualTo("end queue server: " + queue);
            assertThat(server.exitCode()).isEqualTo(143);
        }
        Family.SYSV.run(queue, "msq", "clean");
    }

    @Test
    void queueThatIsRemovedEndsItsServer() {
        String queue = Family.SYSV.fresh();
        try (RunningProgram server = Family.SYSV.start(queue, "msq", "-s")) {
            server.line();
            Family.SYSV.run(queue, "msq", "--clean");
            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(server.errors()).contains("EIDRM");
        }
    }

    @Test
    void ctrlCEndsAClientThatWaits() {
        String semaphore = Family.POSIX.fresh();
        Family.POSIX.run(semaphore, "sem", "create", "-c0");
        try (RunningProgram client = Family.POSIX.start(semaphore, "sem", "wait")) {
            await().until(() ->
                    Family.POSIX.run(semaphore, "sem", "stat").stream().anyMatch(line -> line.matches("waiters +1")));
            client.signal("INT");
            assertThat(client.exitCode()).isEqualTo(130);
            assertThat(client.errors()).isEmpty();
        }
        Family.POSIX.run(semaphore, "sem", "clean");
    }

    @Test
    void standardInputThatCannotBeReadIsToldAsTheKernelDoes() {
        String queue = Family.POSIX.fresh();
        Family.POSIX.run(queue, "msq", "create");
        RunningProgram directory = RunningProgram.start(
                List.of("sh", "-c", shell(Family.jar(List.of("posix", "msq", "send", "-n", queue, "-"))) + " < /"));
        assertThat(directory.exitCode()).isEqualTo(1);
        assertThat(directory.errors()).isEqualTo("ipcbox: cannot read standard input: EISDIR (Is a directory)");
        Family.POSIX.run(queue, "msq", "clean");
    }

    private static String shell(List<String> command) {
        return command.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    }
}
