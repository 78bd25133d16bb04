package io.ipcbox.command.lab;

import io.ipcbox.lab.DeadlockLab;
import io.ipcbox.lab.LabProgram;

/** {@code lab deadlock}. */
final class DeadlockCommand extends ProgramCommand {
    @Override
    LabProgram program() {
        return new DeadlockLab();
    }
}
