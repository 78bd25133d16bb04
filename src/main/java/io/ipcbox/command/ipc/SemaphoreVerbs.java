package io.ipcbox.command.ipc;

import io.ipcbox.command.Facts;
import io.ipcbox.command.JsonOption;
import io.ipcbox.command.ipc.Semaphores.Semaphore;
import io.ipcbox.console.Console;
import picocli.CommandLine.Command;

/** The verbs of semaphores. */
final class SemaphoreVerbs {
    private SemaphoreVerbs() {}

    @Command(name = "post", description = "Gives a unit to the semaphore.")
    record Post(Semaphores semaphores) implements Action {
        @Override
        public void run(Console console) {
            try (Semaphore semaphore = semaphores.open()) {
                semaphore.post();
            }
        }
    }

    @Command(name = "wait", description = "Takes a unit of the semaphore; waits until one is available.")
    record Wait(Semaphores semaphores, Waiting waiting) implements Action {
        @Override
        public void run(Console console) {
            try (Semaphore semaphore = semaphores.open()) {
                waiting.require(semaphore.take(waiting.limit()), "wait for", semaphore.handle());
            }
        }
    }

    @Command(name = "value", description = "Shows how many units are available.")
    record Value(Semaphores semaphores, JsonOption json) implements Action {
        @Override
        public void run(Console console) {
            try (Semaphore semaphore = semaphores.open()) {
                int value = semaphore.value();
                console.line(json.isSet() ? new Facts().with("value", value).json() : Integer.toString(value));
            }
        }
    }
}
