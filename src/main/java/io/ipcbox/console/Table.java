package io.ipcbox.console;

import io.ipcbox.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Aligned columns with headers, two blanks apart, without borders. Immutable.
 *
 * @param columns declared once, for the table and its legend
 */
public record Table<T>(List<Column<T>> columns) {
    private static final String GAP = "  ";
    private static final int CELL_CHARS = 60;

    /**
     * @param header in upper case
     * @param help what the column shows, in lower case
     */
    public record Column<T>(String header, String help, boolean right, Function<T, String> value) {
        /** A column of text. */
        public static <T> Column<T> left(String header, String help, Function<T, String> value) {
            return new Column<>(header, help, false, value);
        }

        /** A column of numbers. */
        public static <T> Column<T> right(String header, String help, Function<T, String> value) {
            return new Column<>(header, help, true, value);
        }
    }

    /**
     * The header and a line for each row; the last line has no line feed.
     *
     * @param room the longest line; if a row is longer, each cell becomes a line of its own, after its header
     */
    public String render(List<T> rows, int room) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(columns.stream().map(Column::header).toList());
        rows.forEach(row -> lines.add(cells(row)));
        int[] widths = IntStream.range(0, columns.size())
                .map(i -> lines.stream()
                        .mapToInt(line -> Wrapping.width(line.get(i)))
                        .max()
                        .orElse(0))
                .toArray();
        int width = IntStream.of(widths).sum() + GAP.length() * (widths.length - 1);
        return width <= room
                ? lines.stream().map(line -> align(line, widths)).collect(Collectors.joining("\n"))
                : lines.stream().skip(1).map(this::besideHeaders).collect(Collectors.joining("\n\n"));
    }

    /** A line for each column: its header, and a text. */
    private String besideHeaders(List<String> texts) {
        List<String> headers = columns.stream().map(Column::header).toList();
        int widest = headers.stream().mapToInt(Wrapping::width).max().orElse(0);
        return IntStream.range(0, texts.size())
                .mapToObj(
                        i -> headers.get(i) + " ".repeat(widest - Wrapping.width(headers.get(i))) + GAP + texts.get(i))
                .collect(Collectors.joining("\n"));
    }

    /** The columns and what they show, a line each; the last line has no line feed. */
    public String legend() {
        return besideHeaders(columns.stream().map(Column::help).toList());
    }

    private List<String> cells(T row) {
        // Escaped before they are measured: an escape is wider than its character.
        return columns.stream()
                .map(column -> Printable.escape(column.value.apply(row), CELL_CHARS))
                .toList();
    }

    private String align(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String blanks = " ".repeat(widths[i] - Wrapping.width(cells.get(i)));
            line.append(i == 0 ? "" : GAP);
            line.append(columns.get(i).right ? blanks + cells.get(i) : cells.get(i) + blanks);
        }
        return line.toString().stripTrailing();
    }
}
