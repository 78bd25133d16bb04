package io.ipcbox.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ipcbox.command.broadcast.BroadcastConfiguration;
import io.ipcbox.process.FailureText;
import io.ipcbox.transport.ClientStatus;
import io.ipcbox.transport.shm.ShmTransport;
import io.ipcbox.transport.tcp.TcpTransport;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.shell.core.command.CommandRegistry;
import org.springframework.shell.test.ShellTestClient;
import org.springframework.shell.test.autoconfigure.ShellTest;
import org.springframework.test.context.ContextConfiguration;

/** The commands, typed through Spring Shell's test client, on a server whose clients are in this test. */
@ShellTest
@ContextConfiguration(classes = {BroadcastConfiguration.class, RecordingServer.class})
class ShellSliceTest {
    @Autowired
    ShellTestClient shell;

    @Autowired
    RecordingPublisher publisher;

    @Autowired
    ApplicationContext context;

    @Autowired
    RecordingServer.Screen screen;

    private List<String> printed(String typed) throws Exception {
        int before = screen.console().printed().size();
        shell.sendCommand(typed);
        return screen.console().printed().stream()
                .skip(before)
                .flatMap(String::lines)
                .toList();
    }

    @AfterEach
    void forget() {
        publisher.forget();
    }

    @ParameterizedTest
    @CsvSource({"3 1 2,3 1 2", "-5 3 3,-5 3 3", "+7,7", "send 4 5,4 5", "send -4,-4", "' \t8  9 ',8 9"})
    void integersAreSent(String typed, String sent) throws Exception {
        shell.sendCommand(typed);
        assertThat(publisher.published()).containsExactly(sent + "\n");
    }

    @ParameterizedTest
    @CsvSource({"12 ab,ab", "send 12 ab,ab", "1 3x,3x", "1 --help,--help"})
    void lineWithAnythingElseIsNotSent(String typed, String word) {
        assertThatThrownBy(() -> shell.sendCommand(typed))
                .hasRootCauseInstanceOf(RuntimeException.class)
                .satisfies(e -> assertThat(FailureText.of(e))
                        .isEqualTo("not an integer: \"" + word + "\" (word 2 of 2); nothing was sent"));
        assertThat(publisher.published()).isEmpty();
    }

    @Test
    void sendWithoutIntegersIsRefused() throws Exception {
        shell.sendCommand("send 1");
        assertThatThrownBy(() -> shell.sendCommand("send"))
                .satisfies(e -> assertThat(FailureText.of(e)).isEqualTo("send: integers are missing; try send --help"));
    }

    @Test
    void clientsAreListedInColumns() throws Exception {
        var since = LocalDateTime.of(2026, 5, 4, 9, 8, 7)
                .atZone(ZoneId.systemDefault())
                .toInstant();
        publisher.attach(new ClientStatus(
                "ipcbox-socket", TcpTransport.MECHANISM, 4711, 12, 0, 1, since, ClientStatus.State.LIVE));
        publisher.attach(new ClientStatus(
                "cat\033[2J", ShmTransport.MECHANISM, 0, 1_234_567, 7, 1, since, ClientStatus.State.LAGGING));
        assertThat(printed("clients"))
                .containsExactly(
                        "WHO            MECHANISM       PID  DELIVERED  BACKLOG  SINCE     STATE",
                        "ipcbox-socket  socket         4711         12        0  09:08:07  live",
                        "cat\\x1B[2J     shared memory     -    1234567        7  09:08:07  lagging");
    }

    @Test
    void thatThereAreNoClientsIsSaid() throws Exception {
        assertThat(printed("clients")).containsExactly("no clients are attached");
    }

    @Test
    void helpListsEveryCommandOnce() throws Exception {
        assertThat(printed("help"))
                .containsExactly(
                        "Type integers to send them to every client, or a command:",
                        "",
                        "  clients  list the attached clients",
                        "  exit     end the server; also: quit",
                        "  help     explain the commands",
                        "  history  list the lines typed",
                        "  send     send integers to every client",
                        "",
                        "For more, type COMMAND --help. A line that starts with # is a comment.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"send", "clients", "help", "history", "exit"})
    void everyCommandExplainsItself(String name) throws Exception {
        List<String> explained = printed("help " + name);
        assertThat(explained).first().asString().startsWith("usage: " + name);
        assertThat(explained).hasSizeGreaterThan(2);
        assertThat(printed(name + " --help")).isEqualTo(explained);
        assertThat(printed(name + " -h")).isEqualTo(explained);
    }

    @Test
    void aliasIsExplainedAsWhatItStandsFor() throws Exception {
        assertThat(String.join("\n", printed("quit --help"))).contains("usage: exit");
    }

    @Test
    void clientsHelpTellsWhatTheColumnsMean() throws Exception {
        assertThat(String.join("\n", printed("help clients"))).contains("BACKLOG    lines that wait for it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "clinets | unknown command: \"clinets\"; did you mean \"clients\"? try help",
                "qiut | unknown command: \"qiut\"; did you mean \"quit\"? try help",
                "hlep | unknown command: \"hlep\"; did you mean \"help\"?",
                "--help | unknown command: \"--help\"; did you mean \"help\"?",
                "frobnicate | unknown command: \"frobnicate\"; try help",
                "Clients | unknown command: \"Clients\"; did you mean \"clients\"? try help",
                "- | unknown command: \"-\"; try help",
                "help clinets | unknown command: \"clinets\"; did you mean \"clients\"? try help",
                "clients now | clients: takes no argument: \"now\"; try clients --help",
                "clients --all | clients: unknown option: \"--all\"; try clients --help",
                "clients --help now | clients: takes no argument: \"now\"; try clients --help",
                "exit 3 | exit: takes no argument: \"3\"; try exit --help",
                "quit --now | exit: unknown option: \"--now\"; try exit --help",
                "clients \"a b\" | clients: takes no argument: \"a b\"; try clients --help",
                "clients 'a | a quote is not closed; try help"
            })
    void whatWasNotDeclaredIsRefused(String typed, String error) {
        assertThatThrownBy(() -> shell.sendCommand(typed))
                .satisfies(e -> assertThat(FailureText.of(e)).isEqualTo(error));
    }

    @Test
    void escapesInAnUnknownCommandAreShown() {
        assertThatThrownBy(() -> shell.sendCommand("x\033[31m" + "y".repeat(100)))
                .hasMessageContaining("\"x\\x1B[31myyy")
                .hasMessageContaining("…\"")
                .hasMessageNotContaining("\033");
    }

    @Test
    void historyNeedsATerminal() {
        assertThatThrownBy(() -> shell.sendCommand("history"))
                .satisfies(e -> assertThat(FailureText.of(e)).isEqualTo("no history: input is not a terminal"));
    }

    @Test
    void commandsOfSpringShellItselfStayOut() {
        assertThat(context.getBean(CommandRegistry.class).getCommands())
                .extracting(command -> command.getName())
                .containsExactlyInAnyOrder("clients", "exit", "help", "history", "send");
    }

    @Test
    void onlyTheShellRuns() {
        assertThat(context.getBeansOfType(ApplicationRunner.class)).containsOnlyKeys("springShellApplicationRunner");
    }
}
