package io.ipcbox.command.ipc;

import io.ipcbox.command.ipc.Queues.Queue;
import io.ipcbox.console.Console;
import io.ipcbox.ipc.CreationMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code send DATA}: one message. */
@Command(name = "send", description = "Sends one message.")
final class SendVerb implements Action {
    @Mixin
    private final Data data = new Data();

    @Mixin
    private final Waiting waiting = new Waiting();

    private final Queues queues;

    SendVerb(Queues queues) {
        this.queues = queues;
    }

    @Override
    public void run(Console console) {
        // Opened first: whether the queue is there is told before all of the input has come.
        try (Queue queue = queues.open(CreationMode.OPEN_EXISTING)) {
            byte[] message = data.message(queue, console);
            waiting.require(queue.send(message, waiting.limit()), "send to", queue);
        }
    }
}
