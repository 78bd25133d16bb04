package io.ipcbox.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ipcbox.text.UsageException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineParserTest {
    @Test
    void noWordRunsServerAndClients() {
        assertThat(parse()).isEqualTo(run(Role.UP));
    }

    @ParameterizedTest
    @CsvSource({
        "up, UP",
        "server, SERVER",
        "client-socket, CLIENT_SOCKET",
        "client-pipe, CLIENT_PIPE",
        "client-shm, CLIENT_SHM"
    })
    void wordAndProfileNameTheSameRole(String word, Role role) {
        assertThat(parse(word)).isEqualTo(run(role));
        assertThat(parse("--spring.profiles.active=" + word)).isEqualTo(run(role));
        assertThat(parse(word, "--spring.profiles.active=" + word)).isEqualTo(run(role));
    }

    @Test
    void profileSetElsewhereCountsOnlyWithoutAWord() {
        assertThat(CommandLineParser.parse(List.of(), Words.TREE, "client-shm")).isEqualTo(run(Role.CLIENT_SHM));
        assertThat(CommandLineParser.parse(List.of("server"), Words.TREE, "client-shm"))
                .isEqualTo(run(Role.SERVER));
        assertThat(CommandLineParser.parse(List.of(), Words.TREE, "")).isEqualTo(run(Role.UP));
    }

    @Test
    void optionsMayStandBeforeAndBehindTheWord() {
        assertThat(parse("--ipcbox.tcp.port=1", "server", "--debug", "--logging.level.root=info"))
                .isEqualTo(new CommandLine(
                        new CommandLine.Run(Role.SERVER),
                        List.of("--ipcbox.tcp.port=1", "--logging.level.root=info"),
                        true));
    }

    @Test
    void flagNeedsNoValue() {
        assertThat(parse("--ipcbox.shm.from-oldest").settings()).containsExactly("--ipcbox.shm.from-oldest=true");
        assertThat(parse("--ipcbox.shm.from-oldest=false").settings())
                .containsExactly("--ipcbox.shm.from-oldest=false");
    }

    @Test
    void helpAndVersionWinOverARole() {
        assertThat(parse("server", "--help").request()).isEqualTo(new CommandLine.ShowHelp());
        assertThat(parse("server", "-h").request()).isEqualTo(new CommandLine.ShowHelp());
        assertThat(parse("--version").request()).isEqualTo(new CommandLine.ShowVersion());
        assertThat(parse("-V").request()).isEqualTo(new CommandLine.ShowVersion());
    }

    @Test
    void helpBeforeWordsIsTheOptionBehindThem() {
        assertThat(parse("help")).isEqualTo(parse("--help"));
        assertThat(parse("help", "up")).isEqualTo(parse("up", "--help"));
        assertThat(parse("help", "posix", "msq", "send")).isEqualTo(parse("posix", "msq", "send", "--help"));
    }

    @Test
    void oneShotCommandKeepsItsOwnWords() {
        assertThat(CommandLineParser.parse(
                        List.of("--ipcbox.channel=a", "posix", "msq", "-n", "/q", "--debug", "--help", "--", "--debug"),
                        Words.TREE,
                        ""))
                .isEqualTo(new CommandLine(
                        new CommandLine.OneShot(List.of("posix", "msq", "-n", "/q", "--help", "--", "--debug")),
                        List.of("--ipcbox.channel=a"),
                        true));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sever                               | unknown command: "sever"; did you mean "server"?
            client-sokcet                       | unknown command: "client-sokcet"; did you mean "client-socket"?
            clinets                             | unknown command: "clinets"; see: ipcbox --help
            posx                                | unknown command: "posx"; did you mean "posix"?
            help sever                          | unknown command: "sever"; did you mean "server"?
            server help                         | unexpected argument: "help"; server takes options only
            7                                   | unknown command: "7"; see: ipcbox --help
            --spring.profiles.active=client-pip | unknown profile: "client-pip"; did you mean "client-pipe"?
            --spring.profiles.active            | option --spring.profiles.active needs a value: --spring.profiles.active=…
            --ipcbox.tcp.port                   | option --ipcbox.tcp.port needs a value: --ipcbox.tcp.port=…
            --port=7000                         | unknown option: "--port"; did you mean "--ipcbox.tcp.port"?
            --ipcbux.tcp.port=7000              | unknown option: "--ipcbux.tcp.port"; did you mean "--ipcbox.tcp.port"?
            --vresion                           | unknown option: "--vresion"; did you mean "--version"?
            -x                                  | unknown option: "-x"; see: ipcbox --help
            server 123                          | unexpected argument: "123"; server takes options only
            server client-pipe                  | a process has one role, not both "server" and "client-pipe"; start each by itself, or all with: ipcbox up
            """)
    void whatMakesNoSenseIsToldWithTheRemedy(String words, String message) {
        assertThatThrownBy(() -> parse(words.split(" ")))
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
    }

    /** The words can contain line feeds and escapes; the error quotes them in one printable line. */
    @ParameterizedTest
    @ValueSource(strings = {"a\nb\033", "--a\nb\033", "--spring.profiles.active=a\nb\033", "server a\nb\033"})
    void quotedWordStaysOnePrintableLine(String words) {
        assertThatThrownBy(() -> parse(words.split(" ")))
                .hasMessageContaining("a\\x0Ab\\x1B\"")
                .hasMessageMatching("[^\\n]*");
    }

    private static CommandLine parse(String... words) {
        return CommandLineParser.parse(List.of(words), Words.TREE, "");
    }

    private static CommandLine run(Role role) {
        return new CommandLine(new CommandLine.Run(role), List.of(), false);
    }
}
