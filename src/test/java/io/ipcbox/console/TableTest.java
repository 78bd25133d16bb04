package io.ipcbox.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.console.Table.Column;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    private record Row(String name, long count) {}

    private final Table<Row> table = new Table<>(List.of(
            Column.left("NAME", "who", Row::name),
            Column.right("COUNT", "how many", row -> Long.toString(row.count())),
            Column.left("LAST", "again", Row::name)));

    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        assertThat(table.render(List.of(new Row("a", 1), new Row("abcdef", 123_456_789)), Console.NO_LIMIT))
                .isEqualTo("""
                        NAME        COUNT  LAST
                        a               1  a
                        abcdef  123456789  abcdef""");
    }

    @Test
    void tableWithoutRowsIsItsHeader() {
        assertThat(table.render(List.of(), Console.NO_LIMIT)).isEqualTo("NAME  COUNT  LAST");
    }

    @Test
    void whereRowsDoNotFitEachCellHasALine() {
        List<Row> rows = List.of(new Row("a", 1), new Row("abcdef", 2));
        assertThat(table.render(rows, 21)).hasLineCount(3);
        assertThat(table.render(rows, 20)).isEqualTo("""
                        NAME   a
                        COUNT  1
                        LAST   a

                        NAME   abcdef
                        COUNT  2
                        LAST   abcdef""");
    }

    @Test
    void wideCharactersAndEscapesKeepTheirRoom() {
        assertThat(table.render(List.of(new Row("日本語", 1), new Row("\033[m", 2)), Console.NO_LIMIT))
                .isEqualTo("""
                        NAME    COUNT  LAST
                        日本語      1  日本語
                        \\x1B[m      2  \\x1B[m""");
    }

    @Test
    void hugeCellIsShortened() {
        assertThat(table.render(List.of(new Row("x".repeat(1000), 1)), Console.NO_LIMIT)
                        .lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(200))
                .last()
                .asString()
                .contains("…");
    }

    @Test
    void legendTellsWhatEachColumnShows() {
        assertThat(table.legend()).isEqualTo("""
                NAME   who
                COUNT  how many
                LAST   again""");
    }
}
