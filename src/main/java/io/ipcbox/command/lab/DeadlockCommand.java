package io.ipcbox.command.lab;

import io.ipcbox.lab.DeadlockLab;
import io.ipcbox.lab.LabProgram;
import picocli.CommandLine.Command;

/** {@code lab deadlock}. */
@Command(
        name = "deadlock",
        description = "two processes take two semaphores in opposite order: detected, explained, released")
final class DeadlockCommand extends ProgramCommand {
    @Override
    LabProgram program() {
        return new DeadlockLab();
    }
}
