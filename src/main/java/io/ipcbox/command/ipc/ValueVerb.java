package io.ipcbox.command.ipc;

import io.ipcbox.command.Facts;
import io.ipcbox.command.ipc.Semaphores.Semaphore;
import io.ipcbox.console.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code value}: how many units there are. */
@Command(name = "value", description = "Shows how many units can be taken now.")
final class ValueVerb implements Action {
    @Option(names = "--json", description = "as a JSON object, for programs")
    private boolean json;

    private final Semaphores semaphores;

    ValueVerb(Semaphores semaphores) {
        this.semaphores = semaphores;
    }

    @Override
    public void run(Console console) {
        try (Semaphore semaphore = semaphores.open()) {
            int value = semaphore.value();
            console.line(json ? new Facts().with("value", value).json() : Integer.toString(value));
        }
    }
}
