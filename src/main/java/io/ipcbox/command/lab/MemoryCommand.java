package io.ipcbox.command.lab;

import io.ipcbox.lab.LabProgram;
import io.ipcbox.lab.MemoryLab;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lab memory}. */
@Command(name = "memory", description = "ten times each number and their sum, in POSIX shared memory")
final class MemoryCommand extends ProgramCommand {
    @Mixin
    private final DataOption data = new DataOption();

    @Override
    LabProgram program() {
        return new MemoryLab(data.numbers);
    }
}
