package io.ipcbox.command.ipc;

import io.ipcbox.command.ipc.Semaphores.Semaphore;
import io.ipcbox.console.Console;
import picocli.CommandLine.Command;

/** {@code post}: a unit more. */
@Command(name = "post", description = "Gives a unit.")
record PostVerb(Semaphores semaphores) implements Action {
    @Override
    public void run(Console console) {
        try (Semaphore semaphore = semaphores.open()) {
            semaphore.post();
        }
    }
}
