package io.ipcbox.command.ipc;

import io.ipcbox.command.ipc.Queues.Queue;
import io.ipcbox.console.Console;
import io.ipcbox.ipc.CreationMode;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code receive}: one message. */
@Command(
        name = "receive",
        description = "Takes one message and writes its bytes to standard output, readably if that is a terminal.")
final class ReceiveVerb implements Action {
    @Mixin
    private final Waiting waiting = new Waiting();

    private final Queues queues;

    ReceiveVerb(Queues queues) {
        this.queues = queues;
    }

    @Override
    public void run(Console console) {
        try (Queue queue = queues.open(CreationMode.OPEN_EXISTING)) {
            Optional<byte[]> message = queue.receive(waiting.limit());
            waiting.require(message.isPresent(), "receive from", queue);
            message.ifPresent(console::data);
        }
    }
}
