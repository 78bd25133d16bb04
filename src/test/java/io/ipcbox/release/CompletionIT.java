package io.ipcbox.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.launch.Words;
import io.ipcbox.settings.SettingLimits;
import io.ipcbox.support.RunningProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine.Model.OptionSpec;

/** What Tab offers in real shells behind any words of a command line. */
class CompletionIT {
    private static final List<Command> COMMANDS = Command.allOf(Words.TREE);

    private static String wordsBelow(String... path) {
        return COMMANDS.stream()
                .filter(command ->
                        command.path().subList(0, command.path().size() - 1).equals(List.of(path)))
                .map(Command::name)
                .collect(Collectors.joining(" "));
    }

    /** What is typed, with the cursor at the end, and what is offered. */
    private static final List<List<String>> CASES = List.of(
            List.of("", wordsBelow()),
            List.of("po", "posix"),
            List.of("client-p", "client-pipe"),
            List.of("hist", ""),
            List.of("posix ", "msq shm sem"),
            List.of("posix m", "msq"),
            List.of("posix msq re", "receive"),
            List.of("posix msq -n /q re", "receive"),
            List.of("posix msq --name=/q re", "receive"),
            List.of("posix msq -n send re", "receive"),
            List.of("posix msq -s ", wordsBelow("posix", "msq")),
            List.of("posix msq send --t", "--timeout"),
            List.of("posix msq send --timeout ", ""),
            List.of("posix msq send --timeout=", ""),
            List.of("posix msq send ", ""),
            List.of("posix msq send x -- --t", ""),
            List.of("nothing --he", "--help"),
            List.of("lab race --ti", "--times"),
            List.of("version ", "--json --help --version --debug"),
            List.of("--spring.prof", "--spring.profiles.active="),
            List.of("--spring.profiles.active=client-s", "client-socket client-shm"),
            List.of("--ipcbox.tcp.p", "--ipcbox.tcp.port="),
            List.of("--ipcbox.tcp.port=0 serv", "server"),
            List.of("--debug server --ipcbox.aw", ""),
            List.of("server --ipcbox.server.", "--ipcbox.server.await-clients="),
            List.of("client-shm --ipcbox.client.statistic=me", "mean median"),
            List.of("client-shm --ipcbox.shm.from-oldest=", "true false"),
            List.of("server <", ""));

    @TempDir
    static Path directory;

    @BeforeAll
    static void write() throws IOException {
        ReleaseFiles.write(directory, "2026-11-28", Words.TREE);
    }

    @ParameterizedTest
    @EnumSource
    void tabOffersWhatMayFollow(Shell shell) {
        Map<String, List<String>> offers =
                shell.offersAt(directory, CASES.stream().map(List::getFirst).toList());
        assertThat(CASES)
                .allSatisfy(line -> assertThat(offers.get(line.getFirst()))
                        .as("behind: " + line.getFirst())
                        .containsExactlyInAnyOrder(
                                line.getLast().isEmpty()
                                        ? new String[0]
                                        : line.getLast().split(" ")));
    }

    /** From all but the last letter of each word, and from the dash of an option. */
    @ParameterizedTest
    @EnumSource
    void everyCommandAndOptionIsFoundByTab(Shell shell) {
        Map<String, List<String>> offers = shell.offersAt(
                directory,
                COMMANDS.stream()
                        .map(CompletionIT::words)
                        .flatMap(words -> Stream.of(words.substring(0, words.length() - 1), words + " -"))
                        .distinct()
                        .toList());
        assertThat(COMMANDS).allSatisfy(command -> {
            String words = words(command);
            assertThat(offers.get(words.substring(0, words.length() - 1))).contains(command.name());
            assertThat(offers.get(words + " -")).containsAll(optionsOf(command));
        });
    }

    private static String words(Command command) {
        return String.join(" ", command.path());
    }

    private static List<String> optionsOf(Command command) {
        return command.isRole()
                ? SettingLimits.names().stream().map(name -> "--" + name + "=").toList()
                : command.spec().options().stream().map(OptionSpec::longestName).toList();
    }

    @Test
    void bashKnowsTheFunctionThatCompletes() {
        String script = "source \"$1/ipcbox.bash\" && complete -p ipcbox";
        assertThat(RunningProgram.start(List.of("bash", "--norc", "-c", script, "bash", directory.toString()))
                        .remainingLines())
                .containsExactly("complete -F _ipcbox ipcbox");
    }
}
