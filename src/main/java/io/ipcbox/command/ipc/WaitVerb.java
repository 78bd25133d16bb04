package io.ipcbox.command.ipc;

import io.ipcbox.command.ipc.Semaphores.Semaphore;
import io.ipcbox.console.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code wait}: a unit less. */
@Command(name = "wait", description = "Takes a unit, waiting for one.")
final class WaitVerb implements Action {
    @Mixin
    private final Waiting waiting = new Waiting();

    private final Semaphores semaphores;

    WaitVerb(Semaphores semaphores) {
        this.semaphores = semaphores;
    }

    @Override
    public void run(Console console) {
        try (Semaphore semaphore = semaphores.open()) {
            waiting.require(semaphore.take(waiting.limit()), "wait for", semaphore);
        }
    }
}
