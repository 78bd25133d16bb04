package io.ipcbox.command.lab;

import io.ipcbox.command.Verb;
import io.ipcbox.console.Console;
import io.ipcbox.lab.Explanation;
import io.ipcbox.lab.LabProgram;
import io.ipcbox.lab.Stage;
import picocli.CommandLine.Model.CommandSpec;

/** A command that performs a program of the lab; each can be explained. */
abstract class ProgramCommand implements Verb {
    private final ExplainOption explain = new ExplainOption();

    /** What the command understands: its own options, then those that all have. */
    final CommandSpec spec() {
        return CommandSpec.forAnnotatedObject(this).addMixin("explain", CommandSpec.forAnnotatedObject(explain));
    }

    final Explanation explanation() {
        return explain.explanation();
    }

    /**
     * The program that the options ask for.
     *
     * @throws IllegalArgumentException if they make no sense
     */
    abstract LabProgram program();

    @Override
    public void run(Console console) {
        Stage.perform(console, program(), explanation());
    }
}
