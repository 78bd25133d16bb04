package io.ipcbox.launch;

import io.ipcbox.console.StreamPrinter;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.process.ExitCode;
import io.ipcbox.settings.BadConfigurationException;
import io.ipcbox.text.Printable;
import io.ipcbox.text.UsageException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.config.ConfigDataException;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Why the program cannot go on, for the user: {@code ipcbox: …}, one line on stderr (one for each error of a bad
 * configuration), and the exit code. Immutable.
 */
record Failure(List<String> lines, int exitCode) {
    private static final int LONGEST_LINE = 4000;

    Failure {
        lines = lines.stream().map(Failure::printable).toList();
    }

    static Failure of(Throwable thrown) {
        List<Throwable> causes = causes(thrown);
        return causes.stream()
                .flatMap(cause -> usedWrongly(cause).stream())
                .findFirst()
                .map(lines -> new Failure(lines, ExitCode.USED_WRONGLY))
                .orElseGet(() -> new Failure(List.of(whatHappened(causes)), ExitCode.FAILED));
    }

    /** Says it on stderr. */
    void print() {
        lines.forEach(StreamPrinter.standard()::error);
    }

    private static Optional<List<String>> usedWrongly(Throwable cause) {
        return switch (cause) {
            case UsageException usage -> Optional.of(List.of(text(usage)));
            case BadConfigurationException bad -> Optional.of(bad.errors());
            case MarkedYAMLException yaml -> Optional.of(List.of("cannot read application.yml" + place(yaml)));
            case ConfigDataException missing -> Optional.of(List.of(text(missing)));
            default -> Optional.empty();
        };
    }

    private static String place(MarkedYAMLException yaml) {
        Mark mark = yaml.getProblemMark();
        return (mark == null ? "" : ", line " + (mark.getLine() + 1)) + ": " + yaml.getProblem();
    }

    // What Spring wraps around it tells of beans; our own message, else the innermost, tells what happened.
    private static String whatHappened(List<Throwable> causes) {
        return text(causes.stream()
                .filter(IpcException.class::isInstance)
                .findFirst()
                .or(() -> causes.reversed().stream()
                        .filter(cause -> cause.getMessage() != null)
                        .findFirst())
                .orElse(causes.getLast()));
    }

    private static List<Throwable> causes(Throwable thrown) {
        // Bounded, because a chain of causes may be a ring.
        return Stream.<@Nullable Throwable>iterate(thrown, it -> it == null ? null : it.getCause())
                .limit(50)
                .takeWhile(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    private static String text(Throwable told) {
        String message = told.getMessage();
        if (message == null) {
            return told.getClass().getSimpleName();
        }
        // "Too many open files" says enough, "/run/x" alone does not.
        boolean sentence = message.contains(" ");
        return sentence ? message : told.getClass().getSimpleName() + ": " + message;
    }

    private static String printable(String line) {
        return Printable.escape(line.replaceAll("\\s*\\R\\s*", " "), LONGEST_LINE);
    }
}
