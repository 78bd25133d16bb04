package io.ipcbox.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table in the comment of the root package. It lists every package below those that may use it. */
public final class PackageTable {
    /** A package in the table. */
    private static final Pattern ROW = Pattern.compile(" \\* ([a-z.]+) {2,}([a-z.* -]+?) {2,}(\\S.*)");

    private PackageTable() {}

    /**
     * A package.
     *
     * @param name without {@code io.ipcbox.}; {@code here} for the root package
     * @param mayUse the names of the packages that it may use
     * @param holds a description for readers
     */
    public record Row(String name, Set<String> mayUse, String holds) {}

    /** The rows from the last to the first: each package after those that it may use. */
    public static List<Row> fromTheBottom() {
        Map<String, Row> rows = new LinkedHashMap<>();
        for (Matcher row : matches().reversed()) {
            Set<String> below = new TreeSet<>(rows.keySet());
            Set<String> allowed = Stream.of(row.group(2).split(" "))
                    .flatMap(word -> named(word, below))
                    .collect(Collectors.toSet());
            rows.put(row.group(1), new Row(row.group(1), allowed, row.group(3)));
        }
        return List.copyOf(rows.values());
    }

    private static List<Matcher> matches() {
        try {
            return Files.readAllLines(Path.of("src/main/java/io/ipcbox/package-info.java")).stream()
                    .map(ROW::matcher)
                    .filter(row -> row.matches() && !row.group(1).equals("package"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> named(String word, Set<String> below) {
        Stream<String> usable = below.stream().filter(row -> !row.equals("ipc.libc"));
        return switch (word) {
            case "-" -> Stream.empty();
            case "*" -> usable;
            case "ipc.*" -> usable.filter(row -> row.equals("ipc") || row.startsWith("ipc."));
            default -> {
                assertThat(below).as("a package further down").contains(word);
                yield Stream.of(word);
            }
        };
    }
}
