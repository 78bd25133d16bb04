package io.ipcbox.command.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.support.NoLeftovers;
import io.ipcbox.support.RunningProgram;
import io.ipcbox.support.UniqueNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The commands in the server's own shell, typed at a terminal or piped in. */
@ExtendWith(NoLeftovers.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PromptCommandsIT {
    /**
     * Runs a program on a terminal of its own; what it is told goes there, {@code ^C} and {@code ^D} as these keys.
     * A line that begins with {@code ?} is not typed: the next ones wait until the output matches it.
     */
    private static final String TERMINAL = """
            import fcntl, os, pty, re, struct, sys, termios, threading
            pid, terminal = pty.fork()
            if pid == 0:
                os.execvp(sys.argv[1], sys.argv[1:])
            # So wide that no line is broken.
            fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack('HHHH', 50, 400, 0, 0))
            shown = b''
            changed = threading.Condition()
            def keys():
                for line in sys.stdin:
                    if line.startswith('?'):
                        with changed:
                            changed.wait_for(lambda: re.search(line[1:-1].encode(), shown, re.DOTALL))
                        continue
                    key = {'^C\\n': '\\x03', '^D\\n': '\\x04'}.get(line, line.replace('\\n', '\\r'))
                    os.write(terminal, key.encode())
            threading.Thread(target=keys, daemon=True).start()
            try:
                while data := os.read(terminal, 4096):
                    with changed:
                        shown += data
                        changed.notify_all()
                    sys.stdout.buffer.write(data.replace(b'\\r', b'\\n'))
                    sys.stdout.flush()
            except OSError:
                pass
            os._exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
            """;

    @TempDir
    Path directory;

    @Test
    void ctrlCEndsTheCommandAndNotTheServer() {
        String name = UniqueNames.next();
        List<String> command = new ArrayList<>(List.of("/usr/bin/python3", "-c", TERMINAL));
        command.addAll(server());
        try (RunningProgram shell = RunningProgram.start(command)) {
            await(shell, "Clients will show");
            shell.type("posix sem -sn " + name + " -c 1");
            await(shell, "start semaphore server: " + name + " size: 1");
            await(shell, " semaphore: 1");
            shell.type("^C");
            await(shell, "canceled.");
            await(shell, "end semaphore server: " + name);
            shell.type("posix sem --name=\"" + name + "\"");
            await(shell, "semaphore[" + name + "]: 1 -> 0");
            shell.type("posix sem wait -n " + name);
            Awaitility.await()
                    .until(() -> Family.POSIX.run(name, "sem", "stat").stream()
                            .anyMatch(line -> line.matches("waiters +1")));
            shell.type("^C");
            shell.type("posix sem -r -n " + name);
            await(shell, "semaphore[" + name + "]: 0 -> 1");
            shell.type("posix shm -n " + name);
            await(shell, "write to " + name);
            shell.type("longer than there is room for");
            await(shell, "there is no room for 29 bytes; its size is 20");
            shell.type("an answer");
            await(shell, "write: an answer");
            shell.type("12 ab");
            await(shell, "write: 12 ab");
            // Between two questions, the terminal itself would treat the key as the end of input.
            shell.type("?write: 12 ab.*something: ");
            shell.type("^D");
            shell.type("posix shm read -n " + name);
            await(shell, "12 ab");
            await(shell, "(15 NULs follow)");
            shell.type("posix msq -V");
            await(shell, "ipcbox ");
            shell.type("posix msq receive -n " + name);
            await(shell, "; create it first: posix msq create -n " + name);
            shell.type("posix sem --clean -n " + name);
            await(shell, name + " is removed.");
            shell.type("posix sem -c 7 -n " + name);
            await(shell, "semaphore[" + name + "]: 7 -> 6");
            shell.type("posix sem --clean -n " + name);
            await(shell, name + " is removed.");
            shell.type("posix shm --clean -n " + name);
            await(shell, name + " is removed.");
            shell.type("exit");
            shell.succeeds();
        }
    }

    @Test
    void scriptMayUseThemAndFailsWhenOneFails() {
        String name = UniqueNames.next();
        try (RunningProgram shell = RunningProgram.start(server())) {
            for (String line : List.of(
                    "posix shm create -n " + name,
                    "posix shm write -n " + name + " 'a text'",
                    "posix shm read --text -n " + name,
                    "posix shm write -n " + name + " -",
                    "posix mqs",
                    "posix shm clean -n " + name,
                    "posix shm -n " + name,
                    "an answer",
                    "another")) {
                shell.type(line);
            }
            shell.endInput();
            await(shell, "a text");
            await(shell, name + " is removed.");
            await(shell, "write: an answer");
            await(shell, "write: another");
            assertThat(shell.exitCode()).isEqualTo(1);
            Family.POSIX.run(name, "shm", "clean");
            assertThat(shell.errors())
                    .contains("ipcbox: line 4: - means standard input, which this shell reads itself")
                    .contains("ipcbox: line 5: unknown command: \"mqs\"; did you mean \"msq\"?");
        }
    }

    /** The memory has 20 bytes. No answer that does not fit becomes a command or data to send. */
    @Test
    void answersOfAScriptStayAnswersWhenOneIsWrong() {
        String name = UniqueNames.next();
        List<String> command = new ArrayList<>(List.of(
                "sh",
                "-c",
                "printf 'posix shm -n " + name
                        + "\\none\\n\\377\\n12\\nlonger than there is room for\\n13\\n' | \"$@\"",
                "sh"));
        command.addAll(server());
        try (RunningProgram shell = RunningProgram.start(command)) {
            await(shell, "write: one");
            await(shell, "write: 12");
            await(shell, "write: 13");
            assertThat(shell.exitCode()).isEqualTo(1);
            assertThat(shell.errors())
                    .contains("ipcbox: line 3: not UTF-8: \"\\xFF\"", "there is no room for 29 bytes; its size is 20")
                    .doesNotContain("usage:");
        }
        Family.POSIX.run(name, "shm", "clean");
    }

    private List<String> server() {
        List<String> command = new ArrayList<>(
                List.of("env", "TERM=xterm", "XDG_STATE_HOME=" + directory, "XDG_RUNTIME_DIR=" + directory));
        String channel = UniqueNames.next().substring(1);
        command.addAll(Family.jar(List.of("server", "--ipcbox.channel=" + channel, "--ipcbox.tcp.port=0")));
        return command;
    }

    /** Skips the prompt, and the echo of what was typed. */
    private static void await(RunningProgram shell, String text) {
        String line = shell.line();
        while (!line.contains(text)) {
            line = shell.line();
        }
    }
}
