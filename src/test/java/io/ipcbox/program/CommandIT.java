package io.ipcbox.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ipcbox.support.NoLeftovers;
import io.ipcbox.support.UniqueNames;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code posix} and {@code sysv} on the command line: at a terminal, as another user, with nobody to print to. */
@ExtendWith(NoLeftovers.class)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class CommandIT {
    @RegisterExtension
    final ProcessChannel channel = new ProcessChannel();

    private final String name = UniqueNames.next();
    private final String key = Integer.toString(UniqueNames.nextKey());

    @ParameterizedTest
    @CsvSource({
        "posix, msq, queue",
        "posix, shm, shared memory",
        "posix, sem, semaphore",
        "sysv, msq, queue",
        "sysv, shm, shared memory",
        "sysv, sem, semaphore"
    })
    void ctrlCEndsAServerInGoodOrder(String family, String noun, String object) {
        String title = family.equals("posix") ? name : key;
        try (Terminal terminal = Terminal.open(channel, family, noun, "-s", option(family), title)) {
            terminal.awaitScreen(
                    "its first line",
                    rows -> rows.stream().anyMatch(row -> row.startsWith("start " + object + " server: " + title)));
            terminal.press("C-c");
            terminal.awaitLastRow("exit code 130");
            List<String> rows =
                    terminal.screen().stream().filter(row -> !row.isEmpty()).toList();
            assertThat(rows.get(rows.size() - 3)).endsWith("canceled.");
            assertThat(rows.get(rows.size() - 2)).isEqualTo("end " + object + " server: " + title);
        }
        assertThat(run(family, noun, "--clean", option(family), title).out())
                .singleElement()
                .asString()
                .startsWith(title)
                .endsWith(" is removed.");
    }

    @ParameterizedTest
    @CsvSource({"C-c, exit code 130", "C-d, exit code 1"})
    void questionWithoutAnAnswerEndsItsLine(String pressed, String end) {
        try (Terminal terminal = Terminal.open(channel, "posix", "shm", "-n", name)) {
            terminal.awaitLastRow("Please enter something:");
            terminal.press(pressed);
            terminal.awaitLastRow(end);
            boolean isTold = terminal.screen().contains("ipcbox: nothing was entered; " + name + " is unchanged");
            assertThat(isTold).isEqualTo(pressed.equals("C-d"));
        }
        assertThat(Path.of("/dev/shm" + name)).doesNotExist();
    }

    @Test
    void wrongUseIsPlainTextAtATerminalToo() {
        try (Terminal terminal = Terminal.open(channel, "posix", "msq", "-c", "-1")) {
            terminal.awaitLastRow("exit code 2");
            assertThat(terminal.screen())
                    .startsWith("ipcbox: --count: too small: -1; at least 0")
                    .anyMatch(row -> row.startsWith("usage: ipcbox posix msq [-hsV] [--clean] [-c=N]"))
                    .contains("try ipcbox posix msq --help");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"posix", "sysv"})
    void objectsOfAnotherUserAreRefused(String family) {
        assumeTrue(channel.isRoot(), "only root can become somebody else");
        String title = family.equals("posix") ? name : key;
        for (String noun : List.of("msq", "shm", "sem")) {
            run(family, noun, "create", option(family), title);
            for (String verb : List.of("stat", "--clean")) {
                IpcboxProcess stranger = asNobody(family, noun, verb, option(family), title);
                assertThat(stranger.exitCode()).as(stranger::toString).isEqualTo(1);
                assertThat(stranger.err())
                        .singleElement()
                        .asString()
                        .startsWith("ipcbox: cannot ")
                        .containsAnyOf(": EACCES (", ": EPERM (");
                assertThat(stranger.out()).isEmpty();
            }
            run(family, noun, "clean", option(family), title);
        }
    }

    private IpcboxProcess asNobody(String... arguments) {
        // Through a descriptor of ours: the jar may lie where a stranger must not go.
        return channel.startBy(
                "exec 3< '" + Path.of(System.getProperty("ipcbox.jar")) + "'; for word; do shift;"
                        + " case $word in *ipcbox.jar) word=/proc/self/fd/3;; esac; set -- \"$@\" \"$word\"; done;"
                        + " exec setpriv --reuid=65534 --regid=65534 --clear-groups --inh-caps=-all \"$@\"",
                arguments);
    }

    @ParameterizedTest
    @CsvSource({"> /dev/full, No space left on device", ">&-, Bad file descriptor"})
    void lostOutputIsAFailure(String redirection, String reason) {
        for (String command : List.of("posix --help", "sysv sem value --help")) {
            IpcboxProcess process = channel.startBy("exec \"$@\" " + redirection, command.split(" "));
            assertThat(process.exitCode()).isEqualTo(1);
            assertThat(process.err()).containsExactly("ipcbox: cannot write to standard output: " + reason);
        }
    }

    /** A process that was killed in the middle of anything leaves the object as the next one needs it. */
    @ParameterizedTest
    @ValueSource(strings = {"posix", "sysv"})
    void killedServerTakesNothingWithIt(String family) {
        String title = family.equals("posix") ? name : key;
        IpcboxProcess server = channel.start(family, "sem", "-s", option(family), title);
        server.awaitOut("start semaphore server: " + title + " size: 2");
        server.signal("KILL");
        server.exitCode();
        assertThat(run(family, "sem", option(family), title).out()).containsExactly("semaphore[" + title + "]: 2 -> 1");
        IpcboxProcess next = channel.start(family, "sem", "-sc", "9", option(family), title);
        next.awaitOut("start semaphore server: " + title + " size: 1");
        next.signal("TERM");
        assertThat(next.exitCode()).isEqualTo(143);
        assertThat(next.err()).isEmpty();
        run(family, "sem", "clean", option(family), title);
    }

    @Test
    void noSpringContextIsMade() {
        IpcboxProcess process = channel.startBy("exec env JAVA_TOOL_OPTIONS=-Xlog:class+load \"$@\"", "sysv", "--help");
        assertThat(process.exitCode()).isZero();
        assertThat(process.out())
                .anyMatch(line -> line.contains(" io.ipcbox.launch.OneShotCommands "))
                .noneMatch(line -> line.contains(" org.springframework.context."));
    }

    private IpcboxProcess run(String... arguments) {
        IpcboxProcess process = channel.start(arguments);
        assertThat(process.exitCode()).as(process::toString).isZero();
        return process;
    }

    private static String option(String family) {
        return family.equals("posix") ? "-n" : "-k";
    }
}
