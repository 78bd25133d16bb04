package io.ipcbox.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.console.RecordingConsole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser.ParseContext;
import org.jline.reader.impl.DefaultParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The completions that Tab offers. */
class CommandCompletionTest {
    private static final CommandTree SHELL = shell();

    private static CommandTree shell() {
        List<Word> words = new ArrayList<>(Typed.TREE.words());
        words.addAll(RecordingServer.treeOf(RecordingServer.serverOf(new RecordingPublisher()), Optional.empty())
                .words());
        words.add(Word.of("paint", "an option with a few values", CommandCompletionTest::paint));
        return new CommandTree(words);
    }

    private enum Color {
        RED,
        GREEN
    }

    private static CommandSpec paint() {
        return CommandHelp.explained(CommandSpec.create()
                .addOption(OptionSpec.builder("-c", "--color").type(Color.class).build()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pos | posix",
                "cl | clients clear",
                "q | quit",
                "posix _ | msq shm sem",
                "posix m | msq",
                "posix msq _ | send receive create stat clean",
                "posix msq re | receive",
                "posix msq -n /q re | receive",
                "posix msq --name=/q re | receive",
                "posix msq -s _ | send receive create stat clean",
                "posix msq send --t | --timeout",
                "posix msq send --timeout _ | ''",
                "posix msq send x -- --t | ''",
                "posix nothing _ | msq shm sem",
                "nothing _ | ''",
                "lab _ | pipe queue memory race deadlock",
                "lab race --ti | --times",
                "scheduler --po | --posix",
                "counter --sq | --square-every",
                "send --h | --help",
                "help po | posix",
                "help posix m | msq",
                "help --h | --help",
                "paint --color _ | RED GREEN",
                "paint -c G | GREEN",
                "paint --color=R | --color=RED",
                "12 po | ''",
                "-1 po | ''"
            })
    void tabOffersWhatMayFollow(String typed, String offered) {
        String line = typed.replace("_", "");
        assertThat(offers(line)).containsExactlyInAnyOrder(offered.isEmpty() ? new String[0] : offered.split(" "));
    }

    static Stream<List<String>> nodes() {
        return SHELL.inShell(true).flatMap(word -> below(List.of(word.name())));
    }

    private static Stream<List<String>> below(List<String> path) {
        return Stream.concat(
                Stream.of(path),
                SHELL.spec(path).subcommands().keySet().stream()
                        .flatMap(name -> below(
                                Stream.concat(path.stream(), Stream.of(name)).toList())));
    }

    /** From the first letter of each word, with Tab alone. */
    @ParameterizedTest
    @MethodSource("nodes")
    void everyCommandAndOptionIsFoundByTab(List<String> path) {
        String words = String.join(" ", path);
        assertThat(offers(words.substring(0, words.length() - 1))).contains(path.getLast());
        assertThat(offers(words + " -"))
                .containsExactlyInAnyOrderElementsOf(SHELL.spec(path).options().stream()
                        .map(OptionSpec::longestName)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void everyCommandIsExplainedAndNamesThoseBelow(List<String> path) {
        RecordingConsole console = new RecordingConsole();
        SHELL.run(Stream.concat(path.stream(), Stream.of("--help")).toList(), console);
        String help = String.join("\n", console.printed());
        assertThat(help).startsWith("usage: " + String.join(" ", path));
        assertThat(SHELL.spec(path).subcommands().keySet())
                .allSatisfy(name -> assertThat(help).contains("\n  " + name + " "));
    }

    /** Offered words need no quotes, which would hide that they are commands. */
    @Test
    void offeredWordsNeedNoQuotes() {
        assertThat(nodes().map(List::getLast)).allMatch(Predicate.not(name -> name.contains(" ")));
    }

    private static List<String> offers(String line) {
        ParsedLine parsed = new DefaultParser().escapeChars(null).parse(line, line.length(), ParseContext.COMPLETE);
        return new CommandCompletion(ShellConfiguration.registry(SHELL, true, RecordingConsole::new))
                .offers(parsed)
                .toList();
    }
}
