package io.ipcbox.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shell in a JVM of its own, with real pipes, files and a real pseudo-terminal. */
@Timeout(120)
class ShellProcessIT {
    private static final String GREETING = """
            Server is ready. You can type integers and then press [ENTER].
            Clients will show the mean, median, and mode of the input values:
            """;

    private static final String PROGRAM = String.join(
            " ",
            quoted(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
            "--enable-native-access=ALL-UNNAMED -XX:TieredStopAtLevel=1 -Dlogging.level.root=off -cp",
            quoted(System.getProperty("java.class.path")),
            ShellProcess.class.getName());

    @TempDir
    Path directory;

    private List<Process> started = List.of();

    @AfterEach
    void nothingIsLeftRunning() {
        for (Process process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    @Test
    void pipeIsReadWithoutAPrompt() throws Exception {
        Ended ended = run("printf '1 2 3\\r\\n\\nclients\\n4' | " + PROGRAM);
        assertThat(ended.out()).isEqualTo(GREETING + "sent 1 2 3\nno clients are attached\nsent 4\n");
        assertThat(ended.err()).isEmpty();
        assertThat(ended.exitCode()).isZero();
    }

    @Test
    void wrongLinesAreToldOnStandardErrorAndTheRunFails() throws Exception {
        Ended ended = run("printf '1 3x\\nclinets\\n\\033[31m\\n4\\n' | " + PROGRAM);
        assertThat(ended.out()).isEqualTo(GREETING + "sent 4\n");
        assertThat(ended.err()).isEqualTo("""
                        ipcbox: line 1: not an integer: "3x" (word 2 of 2); nothing was sent
                        ipcbox: line 2: unknown command: "clinets"; did you mean "clients"? try help
                        ipcbox: line 3: unknown command: "\\x1B[31m"; try help
                        """);
        assertThat(ended.exitCode()).isEqualTo(1);
    }

    @Test
    void lineOfMegabytesIsSentWhole() throws Exception {
        Path file = directory.resolve("big");
        int count = 500_000;
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            writer.write(IntStream.range(0, count)
                    .mapToObj(i -> Integer.toString(1_000_000_000 + i))
                    .collect(Collectors.joining(" ")));
        }
        Ended ended = run(PROGRAM + " < " + quoted(file.toString()));
        assertThat(ended.out()).isEqualTo(GREETING + "sent " + 11 * count + " bytes\n");
        assertThat(ended.exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"/dev/full,No space left on device", "/dev/null,''"})
    void fullStandardOutputIsToldOnceAndTheRunFails(String output, String reason) throws Exception {
        Ended ended = run("printf '1\\n2\\n' | " + PROGRAM + " > " + output);
        boolean full = !reason.isEmpty();
        assertThat(ended.err()).isEqualTo(full ? "ipcbox: cannot write to standard output: " + reason + "\n" : "");
        assertThat(ended.exitCode()).isEqualTo(full ? 1 : 0);
    }

    @Test
    void runEndsWhenItsOutputIsClosedAlthoughInputStaysOpen() throws Exception {
        Process process = start(PROGRAM);
        try (var in = process.outputWriter(UTF_8)) {
            try (var out = process.inputReader(UTF_8)) {
                assertThat(out.readLine()).startsWith("Server is ready");
                assertThat(out.readLine()).startsWith("Clients will show");
            }
            in.write("1\n");
            in.flush();
            assertThat(process.waitFor()).isEqualTo(1);
        }
        assertThat(process.errorReader(UTF_8).lines())
                .containsExactly("ipcbox: cannot write to standard output: Broken pipe");
    }

    @Test
    void directoryInsteadOfAFileIsAnError() throws Exception {
        Ended ended = run(PROGRAM + " < /");
        assertThat(ended.err()).isEqualTo("ipcbox: cannot read standard input: Is a directory\n");
        assertThat(ended.exitCode()).isEqualTo(1);
    }

    @Test
    void closedStandardInputIsAnErrorAndNotAFileOfTheJvm() throws Exception {
        Ended ended = run(PROGRAM + " <&-");
        assertThat(ended.out()).isEqualTo(GREETING);
        assertThat(ended.err()).isEqualTo("ipcbox: cannot read standard input: it is closed\n");
        assertThat(ended.exitCode()).isEqualTo(1);
    }

    @Test
    void terminalHasAPromptAndAHistory() throws Exception {
        Ended ended = onTerminal("xterm", "1 2\nclinets\nexit\n");
        assertThat(ended.out().replace("\r", ""))
                .contains("ipcbox> ")
                .containsSubsequence(
                        GREETING,
                        "sent 1 2\n",
                        "ipcbox: unknown command: \"clinets\"; did you mean \"clients\"? try help\n")
                .doesNotContain("WARN", "Exception", "line 2");
        assertThat(ended.exitCode()).isZero();
        assertThat(directory.resolve("ipcbox/history")).hasContent("1 2\nclinets\nexit\n");
    }

    @ParameterizedTest
    @CsvSource({"dumb", "''"})
    void terminalThatCannotDrawHasAPromptOfPlainText(String type) throws Exception {
        Ended ended = onTerminal(type, "1 2\nclinets\nexit\n");
        assertThat(ended.out().replace("\r", ""))
                .containsSubsequence(GREETING, "sent 1 2\n", "ipcbox: unknown command: \"clinets\"")
                .contains("ipcbox> ")
                .doesNotContain("\033", "WARN", "line 2");
        assertThat(ended.exitCode()).isZero();
        assertThat(directory.resolve("ipcbox")).doesNotExist();
    }

    @Test
    void unknownTerminalIsNoReasonToWarn() throws Exception {
        Ended ended = onTerminal("no-such-terminal", "1 2\nexit\n");
        assertThat(ended.out().replace("\r", ""))
                .containsSubsequence(GREETING, "sent 1 2\n")
                .doesNotContainIgnoringCase("warn", "unable", "infocmp");
        assertThat(ended.exitCode()).isZero();
    }

    private record Ended(String out, String err, int exitCode) {}

    private Ended onTerminal(String type, String typed) throws Exception {
        Path keys = Files.writeString(directory.resolve("keys"), typed);
        return run("TERM=%s script -qec %s %s < %s"
                .formatted(
                        quoted(type),
                        quoted(PROGRAM),
                        quoted(directory.resolve("typescript").toString()),
                        quoted(keys.toString())));
    }

    private Ended run(String command) throws Exception {
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        int exitCode = start("{ " + command + "; } > " + quoted(out.toString()) + " 2> " + quoted(err.toString()))
                .waitFor();
        return new Ended(Files.readString(out), Files.readString(err), exitCode);
    }

    private Process start(String command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", command);
        builder.environment().put("XDG_STATE_HOME", directory.toString());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.start();
        started = List.of(process);
        return process;
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
