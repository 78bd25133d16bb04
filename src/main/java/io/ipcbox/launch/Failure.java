package io.ipcbox.launch;

import io.ipcbox.console.StreamConsole;
import io.ipcbox.process.ExitCode;
import io.ipcbox.process.FailureText;
import io.ipcbox.settings.BadConfigurationException;
import io.ipcbox.text.UsageException;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.config.ConfigDataException;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * A fatal error as the user sees it: a line {@code ipcbox: …} on stderr, or several for a bad configuration, and the exit
 * code. Immutable.
 */
record Failure(List<String> texts, int exitCode) {
    Failure {
        texts = List.copyOf(texts);
    }

    static Failure of(Throwable thrown) {
        return FailureText.causes(thrown).stream()
                .flatMap(Failure::usedWrongly)
                .findFirst()
                .map(texts -> new Failure(texts, ExitCode.USED_WRONGLY))
                .orElseGet(() -> new Failure(List.of(FailureText.of(thrown)), ExitCode.FAILED));
    }

    /** Prints the lines on stderr. */
    void print() {
        texts.forEach(StreamConsole.standard()::error);
    }

    private static Stream<List<String>> usedWrongly(Throwable cause) {
        return switch (cause) {
            case UsageException usage -> Stream.of(List.of(FailureText.of(usage)));
            case BadConfigurationException bad ->
                Stream.of(bad.errors().stream().map(FailureText::oneLine).toList());
            case MarkedYAMLException yaml ->
                Stream.of(List.of(FailureText.oneLine("cannot read application.yml" + place(yaml))));
            case ConfigDataException missing -> Stream.of(List.of(FailureText.of(missing)));
            default -> Stream.empty();
        };
    }

    private static String place(MarkedYAMLException yaml) {
        Mark mark = yaml.getProblemMark();
        return (mark == null ? "" : ", line " + (mark.getLine() + 1)) + ": " + yaml.getProblem();
    }
}
