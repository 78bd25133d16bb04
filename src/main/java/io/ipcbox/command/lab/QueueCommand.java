package io.ipcbox.command.lab;

import io.ipcbox.lab.LabProgram;
import io.ipcbox.lab.QueueLab;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lab queue}. */
@Command(name = "queue", description = "ten times each number, through a POSIX message queue")
final class QueueCommand extends ProgramCommand {
    @Mixin
    private final DataOption data = new DataOption();

    @Override
    LabProgram program() {
        return new QueueLab(data.numbers);
    }
}
