package io.ipcbox.launch;

import java.util.List;

/**
 * A parsed command line. Immutable.
 *
 * @param settings the options for Spring Boot, each {@code --name=value}, in the order typed
 * @param debug true if stack traces and logs go to stderr
 */
public record CommandLine(Request request, List<String> settings, boolean debug) {
    public CommandLine {
        settings = List.copyOf(settings);
    }

    boolean wantsLogs() {
        return debug || settings.stream().anyMatch(setting -> setting.startsWith("--logging."));
    }

    /** What to do. */
    public sealed interface Request {}

    /** Be a process of the broadcast server until it ends. */
    record Run(Role role) implements Request {}

    /** Run one command; the words are its name, and its options and arguments as typed. */
    record OneShot(List<String> words) implements Request {
        OneShot {
            words = List.copyOf(words);
        }
    }

    record ShowHelp() implements Request {}

    record ShowVersion() implements Request {}
}
