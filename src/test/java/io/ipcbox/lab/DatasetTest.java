package io.ipcbox.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ipcbox.console.RecordingConsole;
import io.ipcbox.ipc.WaitEndedException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetTest {
    private static final OptionalLong END = OptionalLong.of(0);

    private RecordingConsole console = new RecordingConsole();

    @Test
    void asksForASizeAndForEachItem() {
        assertThat(ask(false, "3", "1", "-2", "+3")).containsExactly(1, -2, 3);
        assertThat(console.printed())
                .containsExactly("Size: ", "Enter the data: ", "Enter the data: ", "Enter the data: ");
    }

    @Test
    void takesSeveralItemsFromALine() {
        assertThat(ask(false, "4", "1 2,3", "4")).containsExactly(1, 2, 3, 4);
    }

    @Test
    void noItemsAreAnAnswerToo() {
        assertThat(ask(false, "0")).isEmpty();
        assertThat(console.printed()).containsExactly("Size: ");
    }

    @Test
    void endMarkIsTheLastThatIsAskedFor() {
        console = RecordingConsole.answering(false, "5", "7", "0");
        assertThat(read(END)).containsExactly(7, 0);
    }

    @Test
    void userMayTryAgain() {
        assertThat(ask(true, "x", "-1", "", "2", "1.5", "99999999999999999999", "1 2 3", " ", "1", "2"))
                .containsExactly(1, 2);
        assertThat(console.printed().stream().filter(line -> line.startsWith("ipcbox: ")))
                .containsExactly(
                        "ipcbox: not an integer: \"x\" (word 1 of 1)",
                        "ipcbox: a size cannot be negative: -1",
                        "ipcbox: an integer is missing",
                        "ipcbox: not an integer: \"1.5\" (word 1 of 1)",
                        "ipcbox: not a 64-bit integer: \"99999999999999999999\" (word 1 of 1);"
                                + " integers lie between -9223372036854775808 and 9223372036854775807",
                        "ipcbox: too many: 3 integers; only 2 more needed",
                        "ipcbox: an integer is missing");
    }

    @ParameterizedTest
    @CsvSource({
        "x, the size: not an integer: \"x\" (word 1 of 1)",
        "-3, the size: a size cannot be negative: -3",
        "10000001, the size: too large: 10000001; at most 10000000",
        "'2,5', the size: the size is a single integer; the data is asked for next"
    })
    void badSizeEndsAScript(String size, String message) {
        assertThatThrownBy(() -> ask(false, size))
                .isInstanceOf(LabFailure.class)
                .hasMessage(message + "; the rest of the input is not read");
        assertThat(console.isEnded()).isTrue();
    }

    @Test
    void badItemEndsAScript() {
        assertThatThrownBy(() -> ask(false, "2", "1", "two"))
                .isInstanceOf(LabFailure.class)
                .hasMessage("item 2 of 2: not an integer: \"two\" (word 1 of 1); the rest of the input is not read");
        assertThat(console.isEnded()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void inputThatEndsTooEarlyIsAFailure(boolean interactive) {
        assertThatThrownBy(() -> ask(interactive, "3", "1"))
                .isInstanceOf(LabFailure.class)
                .hasMessage("the input ended before item 2 of 3");
    }

    @Test
    void interruptIsNoFailure() {
        console = RecordingConsole.answering(true);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> read(OptionalLong.empty())).isInstanceOf(WaitEndedException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"12", "' 1,2 , 3 '", "'1 2\n3'", "'-1,\t+2\r\n'", "-9223372036854775808 9223372036854775807"})
    void commasSpacesAndLineEndsSeparate(String text) {
        assertThat(Dataset.parse(text))
                .isEqualTo(Stream.of(text.strip().split("[\\s,]+"))
                        .mapToLong(Long::parseLong)
                        .toArray());
    }

    @ParameterizedTest
    @CsvSource({
        "'', an integer is missing",
        "' \n', an integer is missing",
        "',', 'an integer is missing in \",\"'",
        "',1', 'an integer is missing in \",1\"'",
        "'1, ', 'an integer is missing in \"1,\"'",
        "'1,\n,2', 'an integer is missing in \"1,\\x0A,2\"'",
        "'1 two,3', 'not an integer: \"two\" (word 2 of 3)'",
        "1.5, not an integer: \"1.5\" (word 1 of 1)",
        "1;2, not an integer: \"1;2\" (word 1 of 1); separate integers by spaces: 1 2 3"
    })
    void otherTextIsRefused(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dataset.parse(text))
                .withMessage(message);
    }

    @Test
    void nothingIsAskedWhereTheInputHasTheItems() {
        assertThat(read("5 7\n0\n", END)).containsExactly(5, 7, 0);
        assertThat(console.printed()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'1\n5\n', 5",
        "'2\n5\n\n2\n', 5 2",
        "'3\n-4\n+6\n0', -4 6 0",
        "'2\n5 6\n', 5 6",
        "'\n 5 \n12 34 423,2\n1\n', 12 34 423 2 1",
        "'5\n1\n2\n0\n', 1 2 0",
        "'5\n0\n', 0"
    })
    void inputMayBeTheAnswersToTheQuestions(String text, String items) {
        assertThat(read(text, END)).isEqualTo(Dataset.parse(items));
        assertThat(console.printed()).singleElement().asString().contains("was taken as the size");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0\n",
                "1\n",
                "2\n5\n",
                "1 5\n",
                "2 5 6\n",
                "2,5\n6\n",
                "2\n5\n6\n7\n",
                "3\n5\n0\n",
                "-1\n",
                "-1\n5\n0\n",
                "0\n0\n"
            })
    void everythingElseIsItemsAlone(String text) {
        assertThat(read(text, OptionalLong.empty())).isEqualTo(Dataset.parse(text));
        assertThat(console.printed()).isEmpty();
    }

    /** Fewer items than the size says are answers only if the last one is the end mark. */
    @ParameterizedTest
    @ValueSource(strings = {"3\n5\n6\n", "1\n5\n0\n", "5 1\n0\n"})
    void itemsThatEndEarlyNeedTheEndMark(String text) {
        assertThat(read(text, END)).isEqualTo(Dataset.parse(text));
        assertThat(console.printed()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'', an integer is missing", "1 x 2, not an integer: \"x\" (word 2 of 3)"})
    void inputThatIsNoListOfIntegersIsAFailure(String text, String message) {
        assertThatThrownBy(() -> read(text, OptionalLong.empty()))
                .isInstanceOf(LabFailure.class)
                .hasMessage("standard input: " + message);
    }

    private long[] ask(boolean interactive, String... answers) {
        console = RecordingConsole.answering(interactive, answers);
        return read(OptionalLong.empty());
    }

    private long[] read(String text, OptionalLong endMark) {
        console = RecordingConsole.reading(text);
        return read(endMark);
    }

    private long[] read(OptionalLong endMark) {
        return new Dataset(Optional.empty(), "Size: ", endMark).read(console);
    }
}
