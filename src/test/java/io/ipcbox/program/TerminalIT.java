package io.ipcbox.program;

import static io.ipcbox.program.IpcboxProcess.WATCHDOG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user at a terminal types and sees. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class TerminalIT {
    private static final List<String> READY = List.of(
            "Client1 (socket) is ready",
            "Client2 (pipe) is ready",
            "Client3 (shared memory) is ready",
            "Server is ready. You can type integers and then press [ENTER].",
            "Clients will show the mean, median, and mode of the input values:",
            "ipcbox>");

    @RegisterExtension
    final ProcessChannel channel = new ProcessChannel();

    @Test
    void resultsAppearAboveTheLineThatIsBeingTyped() {
        try (Terminal terminal = Terminal.open(channel)) {
            terminal.awaitLastRow("ipcbox>");
            assertThat(terminal.screen()).startsWith(READY.toArray(String[]::new));

            terminal.type("123 123 456 789");
            terminal.press("Enter");
            terminal.awaitScreen(
                    "three results above the prompt",
                    rows -> rows.subList(5, rows.size())
                            .equals(List.of(
                                    "ipcbox> 123 123 456 789",
                                    "Mean is 372.75",
                                    "Median is 289.5",
                                    "Mode is 123",
                                    "ipcbox>")));

            // The median arrives while the next line is half typed, however fast the machine.
            long pipe = channel.processes("client-pipe").getFirst().pid();
            IpcboxProcess.signal("STOP", pipe);
            terminal.type("7");
            terminal.press("Enter");
            terminal.type("4 5 6");
            terminal.awaitLastRow("ipcbox> 4 5 6");
            IpcboxProcess.signal("CONT", pipe);
            terminal.awaitScreen("the median", rows -> rows.contains("Median is 7"));
            terminal.awaitLastRow("ipcbox> 4 5 6");

            terminal.press("C-c");
            terminal.awaitLastRow("ipcbox>");
            terminal.type("8 9");
            terminal.press("Enter");
            terminal.awaitScreen("the mean of a line, after one was dropped", rows -> rows.contains("Mean is 8.5"));
            assertThat(terminal.screen()).doesNotContain("Mean is 5");
            endByCtrlD(terminal);
        }
    }

    @Test
    void commandsAnswerAndMistakesAreForgiven() {
        try (Terminal terminal = Terminal.open(channel)) {
            terminal.awaitLastRow("ipcbox>");
            // The first line is held until all three are attached.
            terminal.type("5");
            terminal.press("Enter");
            terminal.awaitScreen("the last result", rows -> rows.contains("Mode is 5"));
            terminal.type("clients");
            terminal.press("Enter");
            terminal.awaitScreen(
                    "a row for each mechanism",
                    rows -> List.of("socket", "pipe", "shared memory").stream()
                            .allMatch(mechanism -> rows.stream()
                                    .anyMatch(row -> row.matches("ipcbox-\\S+ +" + mechanism + " .* live"))));
            terminal.type("help");
            terminal.press("Enter");
            terminal.awaitScreen(
                    "all commands",
                    rows -> List.of("send", "clients", "help", "history", "exit").stream()
                            .allMatch(command -> rows.stream().anyMatch(row -> row.matches(" *" + command + "\\b.*"))));
            terminal.type("clinets");
            terminal.press("Enter");
            terminal.awaitScreen(
                    "the nearest command",
                    rows -> rows.contains("ipcbox: unknown command: \"clinets\"; did you mean \"clients\"? try help"));
            terminal.type("4 3x");
            terminal.press("Enter");
            terminal.awaitScreen(
                    "the word and its place",
                    rows -> rows.contains("ipcbox: not an integer: \"3x\" (word 2 of 2); nothing was sent"));
            endByCtrlD(terminal);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 40})
    void tabCompletesOnEveryLevel(int columns) {
        try (Terminal terminal = Terminal.open(channel, columns, "server")) {
            terminal.awaitLastRow("ipcbox>");
            complete(terminal, "pos", "ipcbox> posix");
            complete(terminal, "m", "ipcbox> posix msq");
            complete(terminal, "send --pri", "ipcbox> posix msq send --priority");
            terminal.press("C-u");
            terminal.awaitLastRow("ipcbox>");
            complete(terminal, "lab pi", "ipcbox> lab pipe");
            terminal.press("C-u");
            terminal.awaitLastRow("ipcbox>");
            endByCtrlD(terminal);
        }
    }

    @ParameterizedTest
    @CsvSource({"C-u, ipcbox>", "C-w, ipcbox> posix msq", "C-c, ipcbox>"})
    void keysWorkWhileCompletionsAreListed(String key, String row) {
        try (Terminal terminal = Terminal.open(channel, "server")) {
            terminal.awaitLastRow("ipcbox>");
            terminal.type("posix msq --");
            terminal.press("Tab");
            terminal.awaitScreen("a list", rows -> rows.getLast().endsWith("--version"));
            terminal.press(key);
            terminal.awaitLastRow(row);
            if (!row.equals("ipcbox>")) {
                clear(terminal);
            }
            endByCtrlD(terminal);
        }
    }

    @Test
    void lineThatIsClearedWhileCompletionsAreListedIsNotDone() {
        try (Terminal terminal = Terminal.open(channel, "server")) {
            terminal.awaitLastRow("ipcbox>");
            terminal.type("exit ");
            terminal.press("Tab");
            terminal.awaitLastRow("--help      --version");
            terminal.press("Tab");
            terminal.press("C-u");
            terminal.awaitLastRow("ipcbox>");
            terminal.press("Enter");
            terminal.type("7 8");
            terminal.awaitLastRow("ipcbox> 7 8");
            clear(terminal);
            endByCtrlD(terminal);
        }
    }

    @Test
    void textTypedWhileACommandRunsAppearsOnlyAtTheNextPrompt() {
        try (Terminal terminal = Terminal.open(channel, "server")) {
            terminal.awaitLastRow("ipcbox>");
            terminal.type("lab pipe --slow --data 5,0");
            terminal.press("Enter");
            terminal.awaitScreen(
                    "a line of the lab", rows -> rows.stream().anyMatch(row -> row.startsWith("Messages Sent: 5")));
            terminal.type("4 5 6");
            terminal.awaitLastRow("ipcbox> 4 5 6");
            assertThat(terminal.screen().stream().filter(row -> row.contains("4 5 6")))
                    .hasSize(1);
            clear(terminal);
            endByCtrlD(terminal);
        }
    }

    private static void clear(Terminal terminal) {
        terminal.press("C-u");
        terminal.awaitLastRow("ipcbox>");
    }

    private static void complete(Terminal terminal, String typed, String row) {
        terminal.type(typed);
        terminal.press("Tab");
        terminal.awaitLastRow(row);
    }

    @Test
    void unmarkedPasteLosesNothing() {
        try (Terminal terminal = Terminal.open(channel)) {
            terminal.awaitLastRow("ipcbox>");
            terminal.paste("1\t2\t3\t3\n1 2\f3 4\ncli\t");
            terminal.awaitScreen(
                    "the results of four integers, and the error of the other line",
                    rows -> rows.containsAll(List.of(
                            "Mean is 2.25",
                            "Median is 2.5",
                            "Mode is 3",
                            "ipcbox: not an integer: \"2\\x0C3\" (word 2 of 3); nothing was sent")));
            terminal.awaitLastRow("ipcbox> clients");
            terminal.press("C-c");
            terminal.awaitLastRow("ipcbox>");
            endByCtrlD(terminal);
        }
    }

    /** At the prompt Ctrl-C is a key; before it and in a client, a signal to all processes of the terminal. */
    @ParameterizedTest
    @ValueSource(strings = {"up", "server", "client-pipe"})
    void ctrlCEndsWith130(String role) {
        try (Terminal terminal = Terminal.open(channel, role)) {
            terminal.awaitLastRow(role.startsWith("client") ? "Client2 (pipe) is ready" : "ipcbox>");
            terminal.press("C-c");
            terminal.awaitLastRow("exit code 130");
            assertThat(terminal.screen().stream()
                            .filter(row -> row.startsWith("ipcbox: "))
                            .toList())
                    .isEqualTo(role.startsWith("client") ? List.of() : List.of("ipcbox: Ctrl-C: the server ends"));
            awaitAlone();
        }
    }

    private void endByCtrlD(Terminal terminal) {
        terminal.press("C-d");
        terminal.awaitLastRow("exit code 0");
        awaitAlone();
    }

    /** Only tmux and its shell are left, whose command lines contain that of the jar. */
    private void awaitAlone() {
        await().atMost(WATCHDOG)
                .until(() -> channel.processes().stream()
                        .noneMatch(
                                process -> process.info().command().orElse("").endsWith("/java")));
        assertThat(channel.names()).isEmpty();
    }
}
