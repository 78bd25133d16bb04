package io.ipcbox.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.support.NoLeftovers;
import io.ipcbox.support.UniqueNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text outside ASCII where the locale is not UTF-8, as for cron and systemd: the same bytes come out, or a refusal. */
@ExtendWith(NoLeftovers.class)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class LocaleIT {
    @RegisterExtension
    final ProcessChannel channel = new ProcessChannel();

    private final String name = UniqueNames.next() + "-\u00E9\u65E5";

    @ParameterizedTest
    @ValueSource(strings = {"LC_ALL=C", "LC_ALL=POSIX", "-u LC_ALL LANG=C", "-i"})
    void messageHasTheBytesOfTheCommandLine(String locale) {
        run(locale, "posix", "msq", "create", "-n", name);
        run(locale, "posix", "msq", "send", "-n", name, "caf\u00E9 \uD83D\uDE00");
        assertThat(run("LC_ALL=C.UTF-8", "posix", "msq", "receive", "-n", name).out())
                .containsExactly("caf\u00E9 \uD83D\uDE00");
        run(locale, "posix", "msq", "clean", "-n", name);
    }

    @ParameterizedTest
    @CsvSource({"shm, ''", "sem, sem."})
    void objectHasTheNameThatOtherProgramsSee(String noun, String prefix) {
        Path file = Path.of("/dev/shm", prefix + name.substring(1));
        assertThat(run("LC_ALL=C", "posix", noun, "create", "-n", name).out()).containsExactly(name + " is created.");
        assertThat(file).exists();
        assertThat(run("LC_ALL=C", "posix", noun, "stat", "-n", name).out().getFirst())
                .endsWith(" " + name);
        run("LC_ALL=C", "posix", noun, "clean", "-n", name);
        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"LC_ALL=C", "LC_ALL=C.UTF-8"})
    void wordThatIsNotUtf8IsRefused(String locale) {
        for (String noun : List.of("msq", "shm", "sem")) {
            IpcboxProcess refused = channel.startBy(
                    "exec env " + locale + " \"$@\" -n \"$(printf '/x\\350')\"", "posix", noun, "create");
            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.err())
                    .containsExactly(
                            "ipcbox: not UTF-8: \"/x\\xE8\"; for data, pass - and the bytes on standard input");
        }
    }

    @Test
    void placesOutsideAsciiWork() throws IOException {
        Path runtime = Files.createDirectory(
                channel.work().resolve("l\u00E4uft"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(runtime.resolve("application.yml"), "ipcbox.client.statistic: max");
        IpcboxProcess server = channel.startBy(
                "cd l*ft && exec env LC_ALL=C \"$@\"", "up", "--ipcbox.directory=" + runtime.resolve("\u00F6rtlich"));
        server.type("3 1 2");
        server.awaitOut("client-socket: Max is 3");
        server.endInput();
        assertThat(server.exitCode()).as(server::toString).isZero();
        assertThat(server.err()).isEmpty();
    }

    @Test
    void restartedProcessIsTheSameOne() {
        IpcboxProcess server = channel.startBy("exec env LC_ALL=C \"$@\"", "posix", "shm", "-s", "-n", name);
        server.awaitOut("start shared memory server: " + name + ", size=20");
        assertThat(channel.processes("shm"))
                .singleElement()
                .extracting(ProcessHandle::pid)
                .isEqualTo(server.pid());
        server.signal("TERM");
        assertThat(server.exitCode()).isEqualTo(143);
        run("LC_ALL=C", "posix", "shm", "clean", "-n", name);
    }

    private IpcboxProcess run(String locale, String... arguments) {
        IpcboxProcess process = channel.startBy("exec env " + locale + " \"$@\"", arguments);
        assertThat(process.exitCode()).as(process::toString).isZero();
        return process;
    }
}
