package io.ipcbox.command.ipc;

import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** How a POSIX object is named: {@code -n /lab}. */
final class NameOption {
    @Option(
            names = {"-n", "--name"},
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "its name: a slash, and no other one (default: ${DEFAULT-VALUE})")
    String name;

    NameOption(String name) {
        this.name = name;
    }
}
