package io.ipcbox.launch;

import java.util.List;

/**
 * The words after {@code java -jar ipcbox.jar}, understood. Immutable.
 *
 * @param request what to do
 * @param settings the options that Spring Boot takes, {@code --name=value} each, in the order typed
 * @param debug whether stack traces and logs are wanted on stderr
 */
public record CommandLine(Request request, List<String> settings, boolean debug) {
    public CommandLine {
        settings = List.copyOf(settings);
    }

    boolean wantsLogs() {
        return debug || settings.stream().anyMatch(setting -> setting.startsWith("--logging."));
    }
}
