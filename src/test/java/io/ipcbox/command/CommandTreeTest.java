package io.ipcbox.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ipcbox.command.Word.Place;
import io.ipcbox.console.Console;
import io.ipcbox.console.RecordingConsole;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

class CommandTreeTest {
    private final RecordingConsole console = new RecordingConsole();

    @Test
    void wordOfTheShellIsBuiltOnce() {
        AtomicInteger builds = new AtomicInteger();
        CommandTree tree = new CommandTree(List.of(new Word("show", List.of(), Place.SHELL, "", () -> {
            builds.incrementAndGet();
            return CommandHelp.spec(new Options());
        })));
        run(tree, "show 1");
        run(tree, "show 2 3");
        run(tree, "show");
        assertThat(builds).hasValue(1);
        assertThat(console.printed()).containsExactly("7 false false [1]", "7 false false [2, 3]", "7 false false []");
    }

    private static final class CountOption {
        @Option(names = "--number")
        private int value = 7;
    }

    private static final class Kind {
        @Option(names = "--old")
        private boolean old;

        @Option(names = "--new")
        private boolean fresh;
    }

    @Command
    private static final class Options implements Verb {
        @Mixin
        private final CountOption number = new CountOption();

        @ArgGroup
        private final Kind kind = new Kind();

        @Parameters(arity = "0..*")
        private List<String> words = List.of();

        @Override
        public void run(Console at) {
            at.line(number.value + " " + kind.old + " " + kind.fresh + " " + words);
        }
    }

    @Test
    void optionOfAnEarlierLineIsForgotten() {
        CommandTree tree = new CommandTree(List.of(Word.of("show", "", () -> CommandHelp.spec(new Options()))));
        for (String line : List.of("show a --number=1 --old", "show", "show --new b c", "show d", "show --old")) {
            run(tree, line);
        }
        assertThat(console.printed())
                .containsExactly(
                        "1 true false [a]",
                        "7 false false []",
                        "7 false true [b, c]",
                        "7 false false [d]",
                        "7 true false []");
        assertThatThrownBy(() -> run(tree, "show --old --new"))
                .hasMessageStartingWith("only one of these can be given: --old, --new\nusage: show ");
    }

    private void run(CommandTree tree, String line) {
        tree.run(List.of(line.split(" ")), console);
    }

    @ParameterizedTest
    @CsvSource({
        "up, up works on the command line only: ipcbox up",
        "clear, clear works at a prompt on a terminal only",
        "ups, 'unknown command: \"ups\"; try help'",
        "sned, 'unknown command: \"sned\"; did you mean \"send\"? try help'"
    })
    void wordThatDoesNotWorkInTheShellIsNeverSuggestedThere(String word, String error) {
        CommandTree tree = new CommandTree(
                Stream.of(word("up", Place.COMMAND_LINE), word("clear", Place.SCREEN), word("send", Place.SHELL))
                        .toList());
        assertThatThrownBy(() -> tree.inShell(word, false)).hasMessage(error);
        assertThat(tree.inShell("clear", true).name()).isEqualTo("clear");
    }

    private static Word word(String name, Place place) {
        return new Word(name, List.of(), place, "", CommandSpec::create);
    }
}
