package io.ipcbox.command.lab;

import io.ipcbox.lab.LabProgram;
import io.ipcbox.lab.PipeLab;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lab pipe}. */
@Command(name = "pipe", description = "a sender and a receiver over an anonymous pipe; 0 marks the end")
final class PipeCommand extends ProgramCommand {
    @Mixin
    private final DataOption data = new DataOption();

    @Override
    LabProgram program() {
        return new PipeLab(data.numbers);
    }
}
