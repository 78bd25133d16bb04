package io.ipcbox.command.lab;

import io.ipcbox.lab.Explanation;
import picocli.CommandLine.Option;

/** How much of a run is shown: {@code --explain}, {@code --slow}. */
final class ExplainOption {
    @Option(
            names = "--explain",
            description = "show the system calls, in a column for each process; the attempts of one wait are one call")
    private boolean explain;

    @Option(names = "--slow", description = "the same, and each step takes a second")
    private boolean slow;

    Explanation explanation() {
        return slow ? Explanation.SLOW : explain ? Explanation.CALLS : Explanation.NONE;
    }
}
