package io.ipcbox.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrappingTest {
    private static final String HELP = """
            usage: ipcbox lab pipe [-h] [--explain] [--slow] [--data=N,N,…]
            a sender and a receiver over an anonymous pipe; 0 marks the end
                  --data=N,N,…   the integers; otherwise those of standard input""";

    @Test
    void lineThatFitsStaysAsItIs() {
        assertThat(fit(HELP, 200)).isEqualTo(HELP);
        assertThat(fit("  two  columns,   and blanks at the end  \n", 200))
                .isEqualTo("  two  columns,   and blanks at the end  \n");
    }

    @Test
    void textOfAColumnContinuesThere() {
        assertThat(fit(HELP, 45)).isEqualTo("""
                usage: ipcbox lab pipe [-h] [--explain]
                       [--slow] [--data=N,N,…]
                a sender and a receiver over an anonymous
                pipe; 0 marks the end
                      --data=N,N,…   the integers; otherwise
                                     those of standard input""");
    }

    @Test
    void columnWithoutRoomBeginsBelow() {
        assertThat(fit(HELP.lines().skip(2).collect(Collectors.joining()), 40).lines())
                .containsExactly(
                        "      --data=N,N,…", "          the integers; otherwise those", "          of standard input");
        assertThat(fit(" ".repeat(27) + "what an option with a long name does", 40)
                        .lines())
                .containsExactly("          what an option with a long", "          name does");
    }

    @Test
    void errorIsIndentedByItsBeginning() {
        assertThat(fit("ipcbox: cannot open message queue \"/q\": ENOENT", 32)).isEqualTo("""
                ipcbox: cannot open message
                        queue "/q": ENOENT""");
    }

    @Test
    void wordLongerThanARowIsCut() {
        assertThat(fit("a " + "x".repeat(45) + " b", 20))
                .isEqualTo("a\n" + "x".repeat(20) + "\n" + "x".repeat(20) + "\nxxxxx b");
    }

    @Test
    void widthIsThatOnAScreen() {
        assertThat(fit("日本語 日本語 日本語 日本語 日本語 日本語", 20)).isEqualTo("日本語 日本語 日本語\n日本語 日本語 日本語");
        assertThat(fit("日".repeat(25), 21)).isEqualTo("日".repeat(10) + "\n" + "日".repeat(10) + "\n" + "日".repeat(5));
        assertThat(fit("a\u0301".repeat(25), 20)).isEqualTo("a\u0301".repeat(20) + "\n" + "a\u0301".repeat(5));
    }

    @Test
    void noPairIsCutAndAMarkStaysWithItsLetter() {
        assertThat(Wrapping.rows("\uD83D\uDE00".repeat(11), 21, 0))
                .containsExactly("\uD83D\uDE00".repeat(10), "\uD83D\uDE00");
        assertThat(Wrapping.rows("a".repeat(20) + "\u0301".repeat(500) + "b", 20, 0))
                .containsExactly("a".repeat(20) + "\u0301".repeat(500), "b");
        assertThat(Wrapping.rows("\u0301".repeat(500), 20, 0)).containsExactly("\u0301".repeat(500));
    }

    @ParameterizedTest
    @ValueSource(ints = {-27, 0, 1, 3})
    void rowIsNeverNarrowerThanMakesSense(int columns) {
        String text = "    sem_open(\"/x\", O_CREAT) = \uD83D\uDE00 0x7f";
        assertThat(Wrapping.rows(text, columns, 6)).isEqualTo(Wrapping.rows(text, 4, 6));
    }

    @Test
    void gapInATextThatIsQuotedIsNoColumn() {
        String error = "ipcbox: cannot open message queue \"/a  b\": ENOENT (No such file)";
        assertThat(Wrapping.fitWithoutColumns(error, () -> 50))
                .isEqualTo("ipcbox: cannot open message queue \"/a  b\": ENOENT\n        (No such file)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "60 | open it, or remove it: ipcbox posix msq --clean -n /lab | open it, or remove it:~"
                        + "        ipcbox posix msq --clean -n /lab",
                "40 | EEXIST; remove it: ipcbox posix msq --clean -n /lab | EEXIST; remove it:~"
                        + "        ipcbox posix msq --clean -n /lab",
                "40 | remove it: ipcbox posix msq --clean -n /test-queue | remove it:~"
                        + " ipcbox posix msq --clean -n /test-queue",
                "40 | unknown command: \"posix sem\"; did you mean \"posix shm\"? | unknown command: \"posix sem\";~"
                        + "        did you mean \"posix shm\"?",
                "40 | it is UTF-16, not UTF-8; convert it: iconv -f UTF-16 -t UTF-8 -o text.txt FILE | "
                        + "it is UTF-16, not UTF-8; convert~        it: iconv -f UTF-16 -t UTF-8 -o~        text.txt FILE"
            })
    void commandToCopyStaysInARow(int columns, String error, String rows) {
        assertThat(Wrapping.fitWithoutColumns("ipcbox: " + error, () -> columns))
                .isEqualTo("ipcbox: " + rows.replace('~', '\n'));
    }

    @Test
    void longErrorIsBrokenWithoutRecursion() {
        String error = "ipcbox: x: " + "a:\" ".repeat(100_000);
        assertThat(Wrapping.fitWithoutColumns(error, () -> 40).lines())
                .allMatch(row -> row.length() <= 40)
                .hasSizeGreaterThan(300_000 / 40);
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 27, 40, 80, 133})
    void onlyOneBlankOfEachBreakIsLost(int columns) {
        String text = IntStream.range(0, 100_000).mapToObj(Integer::toString).collect(Collectors.joining(" "));
        List<String> rows = fit(text, columns).lines().toList();
        assertThat(rows.subList(0, rows.size() - 1))
                .allMatch(row -> row.length() > columns - 6 && row.length() <= columns);
        assertThat(String.join(" ", rows)).isEqualTo(text);
    }

    @Test
    void unlimitedAndVeryNarrowTerminalsAreNoTrouble() {
        assertThat(fit(HELP, Console.NO_LIMIT)).isEqualTo(HELP);
        assertThat(fit(HELP, 1)).isEqualTo(fit(HELP, 20));
    }

    private static String fit(String text, int columns) {
        return Wrapping.fit(text, () -> columns);
    }
}
