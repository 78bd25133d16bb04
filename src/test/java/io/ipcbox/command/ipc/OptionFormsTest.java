package io.ipcbox.command.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ipcbox.command.CommandHelp;
import io.ipcbox.command.Typed;
import io.ipcbox.console.RecordingConsole;
import io.ipcbox.text.ProgramVersion;
import io.ipcbox.text.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The accepted forms of options, and the errors for all others. */
class OptionFormsTest {
    @ParameterizedTest
    @CsvSource({
        "posix msq -sn /q, --server, true",
        "posix msq -sn /q, --name, /q",
        "posix msq -sn/q, --name, /q",
        "posix msq --server --name /q, --name, /q",
        "posix msq --name=/q, --name, /q",
        "posix msq -c15, --count, 15",
        "posix msq -c 15, --count, 15",
        "posix msq --count 15, --count, 15",
        "posix msq --count=15, --count, 15",
        "posix msq -c -1, --count, -1",
        "posix msq -c 1 -c 2, --count, 2",
        "posix msq --interval=250ms, --interval, PT0.25S",
        "posix msq send -n /q --priority=7 x, --priority, 7",
        "posix msq -n /q send x, --name, /q",
        "posix msq send x -n /q, --name, /q",
        "posix msq create -m640 -x, --mode, 0640",
        "posix msq receive -t 2, --timeout, PT2S",
        "sysv msq -k 0x64, --key, 0x64",
        "sysv msq -k-5, --key, -5",
        "sysv msq -k -5, --key, -5",
        "sysv msq -k 4294967295, --key, 4294967295",
        "sysv msq send --type 3 x, --type, 3",
        "sysv msq receive --type -3, --type, -3",
        "posix shm -b8, --size, 8",
        "posix shm -b 8 --clean, --clean, true",
        "posix sem -r, --release, true"
    })
    void optionIsUnderstood(String typed, String option, String value) {
        assertThat(valueOf(typed.split(" "), option)).hasToString(value);
    }

    private static Object valueOf(String[] words, String option) {
        List<Object> values = new ArrayList<>();
        for (ParseResult at = Typed.parse(List.of(words)); at != null; at = at.subcommand()) {
            if (at.hasMatchedOption(option)) {
                values.add(at.matchedOptionValue(option, new Object()));
            }
        }
        Object value = values.getLast();
        return value instanceof Optional<?> optional ? optional.orElseThrow() : value;
    }

    @ParameterizedTest
    @CsvSource({
        "posix msq, --name, /test-queue",
        "posix shm, --name, /test-shm",
        "posix sem, --name, /test-semaphore",
        "sysv msq, --key, 100",
        "sysv shm, --key, 100",
        "sysv sem, --key, 100",
        "posix msq, --count, 10",
        "sysv msq, --count, 10",
        "posix sem, --count, 2",
        "sysv sem, --count, 2",
        "posix shm, --size, 20",
        "sysv shm, --size, 20"
    })
    void defaultsAreThoseOfTheOriginals(String typed, String option, String value) {
        assertThat(Typed.TREE
                        .spec(List.of(typed.split(" ")))
                        .findOption(option)
                        .getValue()
                        .toString())
                .isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"-, -", "@home, @home", "'', ''", "a b, a b", "'\"x\"', '\"x\"'", "$HOME${x}, $HOME${x}"})
    void dataAreTakenAsTheyAre(String typed, String text) {
        ParseResult parsed = Typed.parse(List.of("posix", "msq", "send", "-n", "/q", typed));
        assertThat(data(parsed)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-s", "--help", "--", "-5"})
    void whatFollowsTwoDashesIsData(String text) {
        assertThat(data(Typed.parse(List.of("posix", "msq", "send", "--", text))))
                .isEqualTo(text);
    }

    private static String data(ParseResult parsed) {
        return parsed.subcommand().subcommand().matchedPositionalValue(0, "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "posix msq --cuont 2 | unknown option: \"--cuont\"; did you mean \"--count\"?",
                "posix msq --cuont=2 | unknown option: \"--cuont=2\"; did you mean \"--count\"?",
                "posix msq recieve | unknown command: \"recieve\"; did you mean \"receive\"?",
                "posix x | unknown command: \"x\"; there are msq, sem, shm",
                "posix mqs | unknown command: \"mqs\"; did you mean \"msq\"?",
                "posix m\033[2Jsq | unknown command: \"m\\x1B[2Jsq\"",
                "posix | a command is missing: msq, shm, sem",
                "posix msq send | an argument is missing: DATA",
                "posix msq send a b | extra argument: \"b\"",
                "posix msq stat x | extra argument: \"x\"",
                "posix msq -c | --count: a value is missing: --count=N",
                "posix msq -c --clean | --count: a value is missing: --count=N",
                "posix msq --clean=3 | --clean: takes no value: \"3\"",
                "posix msq stat --json=x | --json: takes no value: \"x\"",
                "posix msq create -m | --mode: a value is missing: --mode=MODE",
                "posix msq -c x | --count: not a whole number: \"x\"",
                "posix msq -c 0x5 | --count: not a whole number: \"0x5\"",
                "posix msq -c 2147483648 | --count: too large: \"2147483648\"; at most 2147483647",
                "posix msq create --max-messages 1.5 | --max-messages: not a whole number: \"1.5\"",
                "sysv msq send --type -9223372036854775809 x | --type: too small: \"-9223372036854775809\"; at least -9223372036854775808",
                "posix shm write -o 9223372036854775808 x | --offset: too large",
                "posix shm read --size - | --size: not a whole number: \"-\"",
                "posix msq -c -1 | --count: too small: -1; at least 0",
                "posix msq -s send x | --server must follow send, if it applies",
                "posix msq create --max-messages -1 | --max-messages: too small: -1; at least 0",
                "posix shm -b 0 | --size: too small: 0; at least 1",
                "posix sem -c -1 | --count: too small: -1; at least 0",
                "posix msq -k 5 | unknown option: \"-k\"",
                "sysv msq -k 4294967296 | a key has 32 bits",
                "sysv msq -k x | not a key: \"x\"",
                "sysv msq -k 0 | key 0 means",
                "sysv msq -k private | an object with the key IPC_PRIVATE cannot be opened by key",
                "posix msq create -m 999 | not permissions: \"999\"",
                "posix msq receive -t soon | not a time: \"soon\""
            })
    void wrongUseIsToldWithTheUsage(String typed, String error) {
        assertThatThrownBy(
                        () -> Typed.TREE.run(List.of(typed.split(" ")), RecordingConsole.inFrontOfCommands("ipcbox ")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(error)
                .hasMessageContaining("\nusage: ipcbox " + typed.split(" ")[0])
                .hasMessageMatching("(?s).*\ntry ipcbox [a-z ]+ --help");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "posix msq -c 1\n2",
                "posix msq -t 1\n2",
                "sysv msq -k 1\n2",
                "posix msq create -m 1\n2",
                "posix msq stat 1\n2",
                "posix msq 1\n2"
            })
    void valueWithALineFeedStaysOnTheLine(String typed) {
        assertThatThrownBy(() -> Typed.TREE.run(List.of(typed.split(" ")), new RecordingConsole()))
                .hasMessageMatching("(?s)[^\n]*1\\\\x0A2[^\n]*\nusage: .*");
    }

    static Stream<List<String>> commands() {
        return Stream.of("posix", "sysv").flatMap(family -> below(List.of(family)));
    }

    private static Stream<List<String>> below(List<String> words) {
        CommandSpec spec = Typed.TREE.spec(words);
        return Stream.concat(
                Stream.of(words),
                spec.subcommands().keySet().stream()
                        .flatMap(name -> below(
                                Stream.concat(words.stream(), Stream.of(name)).toList())));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItself(List<String> words) {
        for (String option : List.of("--help", "-h")) {
            RecordingConsole console = RecordingConsole.inFrontOfCommands("ipcbox ");
            Typed.TREE.run(Stream.concat(words.stream(), Stream.of(option)).toList(), console);
            assertThat(console.printed())
                    .singleElement()
                    .asString()
                    .startsWith("usage: ipcbox " + String.join(" ", words) + " ")
                    .contains("-h, --help")
                    .doesNotContain("${");
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpAndVersionAreTheLastOptionsOfEveryCommand(List<String> words) {
        assertThat(CommandHelp.of(Typed.TREE.spec(words), 80)
                        .lines()
                        .map(String::strip)
                        .filter(line -> line.startsWith("-"))
                        .map(line -> line.split("[ ,]")[0]))
                .endsWith("-h", "-V");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandTellsTheVersion(List<String> words) {
        for (String option : List.of("--version", "-V")) {
            RecordingConsole console = RecordingConsole.inFrontOfCommands("ipcbox ");
            Typed.TREE.run(Stream.concat(words.stream(), Stream.of(option)).toList(), console);
            assertThat(console.printed()).containsExactly(ProgramVersion.text());
        }
    }

    @Test
    void noOtherOptionIsSuggestedForASingleLetter() {
        assertThatThrownBy(() -> Typed.TREE.run(List.of("posix", "-s"), new RecordingConsole()))
                .hasMessageStartingWith("unknown option: \"-s\"\nusage: ");
    }

    @Test
    void usageAtThePromptIsWhatIsTypedThere() {
        RecordingConsole console = new RecordingConsole();
        assertThatThrownBy(() -> Typed.TREE.run(List.of("posix", "msq", "-x"), console))
                .hasMessageContaining("\nusage: posix msq ")
                .hasMessageEndingWith("\ntry posix msq --help");
        assertThat(CommandHelp.of(Typed.TREE.spec(List.of("posix", "msq")), 80)).startsWith("usage: posix msq ");
    }

    @Test
    void bothFamiliesHaveTheSameVerbs() {
        for (String noun : List.of("msq", "shm", "sem")) {
            assertThat(Typed.TREE.spec(List.of("posix", noun)).subcommands().keySet())
                    .isEqualTo(
                            Typed.TREE.spec(List.of("sysv", noun)).subcommands().keySet())
                    .contains("create", "stat", "clean");
        }
    }
}
