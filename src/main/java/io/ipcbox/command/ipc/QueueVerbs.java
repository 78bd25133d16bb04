package io.ipcbox.command.ipc;

import io.ipcbox.command.ipc.Queues.Queue;
import io.ipcbox.console.Console;
import io.ipcbox.ipc.CreationMode;
import java.util.Optional;
import picocli.CommandLine.Command;

/** The verbs of message queues. */
final class QueueVerbs {
    private QueueVerbs() {}

    @Command(name = "send", description = "Sends one message.")
    record Send(Queues queues, Data data, Waiting waiting) implements Action {
        @Override
        public void run(Console console) {
            // Opened first, so that a missing queue is reported before all of the input is read.
            try (Queue queue = queues.open(CreationMode.OPEN_EXISTING)) {
                byte[] message = data.message(queue, console);
                waiting.require(queue.send(message, waiting.limit()), "send to", queue.handle());
            }
        }
    }

    @Command(
            name = "receive",
            description = "Receives one message and writes its bytes to standard output; on a terminal, escaped.")
    record Receive(Queues queues, Waiting waiting) implements Action {
        @Override
        public void run(Console console) {
            try (Queue queue = queues.open(CreationMode.OPEN_EXISTING)) {
                Optional<byte[]> message = queue.receive(waiting.limit());
                waiting.require(message.isPresent(), "receive from", queue.handle());
                message.ifPresent(console::data);
            }
        }
    }
}
