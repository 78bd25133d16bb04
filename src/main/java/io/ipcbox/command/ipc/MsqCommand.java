package io.ipcbox.command.ipc;

import io.ipcbox.command.ipc.Queues.Queue;
import io.ipcbox.console.Console;
import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.WaitEndedException;
import io.ipcbox.text.UsageException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code msq}: a server that prints what it receives, a client that sends counted messages, or the end of the queue. */
@Command(
        name = "msq",
        description = "Sends counted messages through a message queue; -s receives and prints them.",
        footer = {"", "A message is JSON, {\"count\": 1}; the server prints other ones as text."})
final class MsqCommand implements Action {
    @Mixin
    private final ServerForm form = new ServerForm();

    @Option(
            names = {"-c", "--count"},
            paramLabel = "N",
            description = "how many messages the client sends (default: ${DEFAULT-VALUE})")
    private int count = 10;

    @Option(
            names = {"-i", "--interval"},
            paramLabel = "TIME",
            description = "how long the client waits between two: seconds, or 500ms (default: 1)")
    private Duration interval = Duration.ofSeconds(1);

    @Option(
            names = {"-t", "--timeout"},
            paramLabel = "TIME",
            description = "how long the client waits for room (default: for ever)")
    private Optional<Duration> timeout = Optional.empty();

    private final Queues queues;

    MsqCommand(Queues queues) {
        this.queues = queues;
    }

    @Override
    public void run(Console console) {
        if (count < 0) {
            throw new UsageException("--count cannot be negative: " + count);
        }
        if (form.clean) {
            console.line(queues.remove() + " is removed.");
            return;
        }
        try (Queue queue = queues.open(CreationMode.OPEN_OR_CREATE)) {
            if (form.server) {
                serve(queue, console);
            } else {
                push(queue, console);
            }
        }
    }

    private void serve(Queue queue, Console console) {
        console.line("start queue server: " + queues.title());
        try {
            while (!Thread.currentThread().isInterrupted()) {
                queue.receive(Waiting.FOREVER)
                        .ifPresent(message -> console.data(Stamp.now() + " " + PythonText.of(message)));
            }
        } catch (WaitEndedException e) {
            // Ctrl-C or the like
        }
        console.line("canceled.");
        console.line("end queue server: " + queues.title());
    }

    private void push(Queue queue, Console console) {
        console.line("send to " + queues.title() + " " + count + " times.");
        for (int i = 0; i < count; i++) {
            if (i > 0 && !Pause.of(interval)) {
                return;
            }
            send(queue, "{\"count\": " + i + "}", console);
            console.line("pushed: " + i);
        }
        console.line("send complete.");
    }

    /** A full queue is no reason to be silent. */
    private void send(Queue queue, String text, Console console) {
        byte[] message = text.getBytes(StandardCharsets.UTF_8);
        if (queue.send(message, Duration.ZERO)) {
            return;
        }
        console.error("the queue " + queues.title() + " is full; waiting until somebody receives");
        if (!queue.send(message, timeout.orElse(Waiting.FOREVER))) {
            throw new IpcException("send to", queue.toString(), Errno.ETIMEDOUT, "");
        }
    }
}
