package io.ipcbox.command.lab;

import io.ipcbox.command.CommandHelp;
import io.ipcbox.command.Verb;
import io.ipcbox.console.Console;
import io.ipcbox.lab.Explanation;
import io.ipcbox.lab.LabProgram;
import io.ipcbox.lab.Stage;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Performs a program of the lab. */
@Command
abstract class ProgramCommand implements Verb {
    /** The options that all programs share. */
    private static final class Explain {
        @Option(
                names = "--explain",
                description =
                        "show the system calls, in a column for each process; all attempts of a wait count as one call")
        private boolean calls;

        @Option(names = "--slow", description = "like --explain, with a second for each step")
        private boolean slow;
    }

    private final Explain explain = new Explain();

    /** Its options: its own, then the shared ones. */
    final CommandSpec spec() {
        return CommandHelp.spec(this, List.of(explain));
    }

    final Explanation explanation() {
        return explain.slow ? Explanation.SLOW : explain.calls ? Explanation.CALLS : Explanation.NONE;
    }

    /**
     * Returns the program that the options ask for.
     *
     * @throws IllegalArgumentException if a value is not valid
     */
    abstract LabProgram program();

    @Override
    public void run(Console console) {
        Stage.perform(console, program(), explanation());
    }
}
