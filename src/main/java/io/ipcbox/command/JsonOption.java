package io.ipcbox.command;

import picocli.CommandLine.Option;

/** The option {@code --json} of commands that print {@link Facts}. */
public final class JsonOption {
    @Option(names = "--json", description = "as one JSON object, for programs")
    private boolean json;

    public boolean isSet() {
        return json;
    }
}
