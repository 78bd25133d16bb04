package io.ipcbox.command.lab;

import io.ipcbox.lab.LabProgram;
import io.ipcbox.lab.PipeLab;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lab pipe}. */
@Command(name = "pipe", description = "a sender and a receiver over an anonymous pipe; 0 marks the end")
final class PipeCommand implements ProgramCommand {
    @Mixin
    private final DataOption data = new DataOption();

    @Mixin
    private final ExplainOption explain = new ExplainOption();

    @Override
    public ExplainOption explain() {
        return explain;
    }

    @Override
    public LabProgram program() {
        return new PipeLab(data.numbers);
    }
}
