package io.ipcbox.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nobody, or a full disk, at the other end of standard output: that is told once, and the process ends. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class OutputIT {
    @RegisterExtension
    final ProcessChannel channel = new ProcessChannel();

    @ParameterizedTest
    @CsvSource({
        "up, > /dev/full, No space left on device",
        "server, > /dev/full, No space left on device",
        "up, >&-, Bad file descriptor",
        "server, >&-, Bad file descriptor",
        "client-shm, >&-, Bad file descriptor",
    })
    void lostStandardOutputIsToldOnce(String role, String redirection, String reason) {
        IpcboxProcess process = channel.startBy("exec \"$@\" " + redirection, role);
        assertThat(process.exitCode()).isEqualTo(1);
        assertThat(process.err()).containsExactly("ipcbox: cannot write to standard output: " + reason);
    }

    @Test
    void upEndsWhenItsReaderHasGone() {
        IpcboxProcess shell = channel.startBy("{ \"$@\"; echo \"exit code $?\" >&2; } | head -n 6", "up");
        shell.type("1 2 3");
        // What comes after the sixth line finds nobody there.
        shell.awaitOut(0, 6);
        shell.type("4 5 6");
        assertThat(shell.exitCode()).isZero();
        assertThat(shell.err()).containsExactly("ipcbox: cannot write to standard output: Broken pipe", "exit code 1");
    }
}
