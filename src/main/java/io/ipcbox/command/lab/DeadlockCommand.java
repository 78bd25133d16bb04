package io.ipcbox.command.lab;

import io.ipcbox.lab.DeadlockLab;
import io.ipcbox.lab.LabProgram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lab deadlock}. */
@Command(
        name = "deadlock",
        description = "two processes take two semaphores in opposite order: detected, explained, released")
final class DeadlockCommand implements ProgramCommand {
    @Mixin
    private final ExplainOption explain = new ExplainOption();

    @Override
    public ExplainOption explain() {
        return explain;
    }

    @Override
    public LabProgram program() {
        return new DeadlockLab();
    }
}
