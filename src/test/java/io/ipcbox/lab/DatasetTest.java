package io.ipcbox.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetTest {
    private final List<String> said = new ArrayList<>();

    @Test
    void asksForASizeAndForEachItem() {
        assertThat(ask(false, "3", "1", "-2", "+3")).containsExactly(1, -2, 3);
        assertThat(said).containsExactly("Size: ", "Enter the data: ", "Enter the data: ", "Enter the data: ");
    }

    @Test
    void takesSeveralItemsFromALine() {
        assertThat(ask(false, "4", "1 2,3", "4")).containsExactly(1, 2, 3, 4);
    }

    @Test
    void noItemsAreAnAnswerToo() {
        assertThat(ask(false, "0")).isEmpty();
        assertThat(said).containsExactly("Size: ");
    }

    @Test
    void endMarkIsTheLastThatIsAskedFor() {
        Dataset dataset = new Dataset(new Answers(false, "5", "7", "0"));
        assertThat(dataset.ask("Size: ", Optional.of(0L))).get().isEqualTo(new long[] {7, 0});
    }

    @Test
    void personMayTryAgain() {
        assertThat(ask(true, "x", "-1", "", "2", "1.5", "99999999999999999999", "1 2 3", " ", "1", "2"))
                .containsExactly(1, 2);
        assertThat(said.stream().filter(line -> line.startsWith("error: ")))
                .containsExactly(
                        "error: not an integer: \"x\"",
                        "error: a size cannot be negative: -1",
                        "error: one integer is wanted here",
                        "error: not an integer: \"1.5\"",
                        "error: too big for 64 bits: \"99999999999999999999\"",
                        "error: too many: 3 integers, and 2 still wanted",
                        "error: an integer is wanted here");
    }

    @ParameterizedTest
    @CsvSource({
        "x, the size: not an integer: \"x\"",
        "-3, the size: a size cannot be negative: -3",
        "10000001, the size: too big: 10000001; at most 10000000",
        "'2,5', the size: one integer is wanted here"
    })
    void badSizeIsTheEndWhereNobodyCorrectsIt(String size, String message) {
        assertThatThrownBy(() -> ask(false, size))
                .isInstanceOf(LabFailure.class)
                .hasMessage(message);
    }

    @Test
    void badItemIsTheEndWhereNobodyCorrectsIt() {
        assertThatThrownBy(() -> ask(false, "2", "1", "two"))
                .isInstanceOf(LabFailure.class)
                .hasMessage("item 2 of 2: not an integer: \"two\"");
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void inputThatEndsTooEarlyIsAFailure(boolean interactive) {
        assertThatThrownBy(() -> ask(interactive, "3", "1"))
                .isInstanceOf(LabFailure.class)
                .hasMessage("the input ended before item 2 of 3 came");
    }

    @Test
    void interruptIsNoFailure() {
        Thread.currentThread().interrupt();
        assertThat(new Dataset(new Answers(true)).ask("Size: ", Optional.empty()))
                .isEmpty();
        assertThat(Thread.interrupted()).isTrue();
    }

    private long[] ask(boolean interactive, String... answers) {
        return new Dataset(new Answers(interactive, answers))
                .ask("Size: ", Optional.empty())
                .orElseThrow();
    }

    /** Answers what it was given, then the input is at its end. */
    private final class Answers implements LabConsole {
        private final boolean interactive;
        private final Deque<String> answers;

        Answers(boolean interactive, String... answers) {
            this.interactive = interactive;
            this.answers = new ArrayDeque<>(List.of(answers));
        }

        @Override
        public void line(String text) {
            said.add(text);
        }

        @Override
        public void error(String text) {
            said.add("error: " + text);
        }

        @Override
        public Optional<String> ask(String question) {
            said.add(question);
            return Optional.ofNullable(answers.poll());
        }

        @Override
        public boolean isInteractive() {
            return interactive;
        }
    }
}
