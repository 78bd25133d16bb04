package io.ipcbox;

import io.ipcbox.configuration.BadConfigurationException;
import io.ipcbox.ipc.IpcException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why the program cannot go on, for the user: {@code ipcbox: …}, one line on stderr (one for each error of a bad
 * configuration), and the exit code. Immutable.
 */
record Failure(List<String> lines, int exitCode) {
    private static final int LONGEST_LINE = 4000;

    static Failure of(Throwable thrown) {
        List<Throwable> causes = causes(thrown);
        Throwable told = Stream.of(UsageException.class, BadConfigurationException.class, IpcException.class)
                .flatMap(type -> causes.stream().filter(type::isInstance))
                .findFirst()
                .orElseGet(() -> lastWithMessage(causes));
        boolean usedWrongly = told instanceof UsageException || told instanceof BadConfigurationException;
        Stream<String> lines = usedWrongly ? text(told).lines() : Stream.of(text(told));
        return new Failure(
                lines.map(Failure::printable).toList(), usedWrongly ? ExitCode.USED_WRONGLY : ExitCode.FAILED);
    }

    /** Says it on stderr. */
    void print() {
        lines.forEach(line -> System.err.println("ipcbox: " + line));
    }

    private static List<Throwable> causes(Throwable thrown) {
        // Bounded, because a chain of causes may be a ring.
        return Stream.<@Nullable Throwable>iterate(thrown, it -> it == null ? null : it.getCause())
                .limit(50)
                .takeWhile(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    // What Spring wraps around it tells of beans; the innermost message tells what happened.
    private static Throwable lastWithMessage(List<Throwable> causes) {
        return causes.reversed().stream()
                .filter(cause -> cause.getMessage() != null)
                .findFirst()
                .orElse(causes.getLast());
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
        String oneLine = line.replaceAll("\\s*\\R\\s*", " ");
        StringBuilder escaped = new StringBuilder();
        oneLine.codePoints()
                .limit(LONGEST_LINE)
                .forEach(point -> escaped.append(
                        Character.isISOControl(point) ? "\\x%02X".formatted(point) : Character.toString(point)));
        return escaped.toString();
    }
}
