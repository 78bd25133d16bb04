package io.ipcbox.command.lab;

import io.ipcbox.command.ipc.Action;
import io.ipcbox.command.ipc.Console;
import io.ipcbox.lab.LabProgram;
import io.ipcbox.lab.Stage;

/** A command that performs a program of the lab. */
interface ProgramCommand extends Action {
    ExplainOption explain();

    /**
     * The program that the options ask for.
     *
     * @throws IllegalArgumentException if they make no sense
     */
    LabProgram program();

    @Override
    default void run(Console console) {
        Stage.perform(
                new ConsoleOfCommand(console),
                new ThisProgram(),
                program(),
                explain().explanation());
    }
}
