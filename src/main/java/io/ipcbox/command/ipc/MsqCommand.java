package io.ipcbox.command.ipc;

import io.ipcbox.command.Values;
import io.ipcbox.command.ipc.Queues.Queue;
import io.ipcbox.console.Console;
import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.WaitEndedException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code msq}: the client sends counted messages, the server prints messages. */
@Command(
        name = "msq",
        description = "Sends counted messages through a message queue; -s receives and prints them.",
        footer = {"", "A message is JSON: {\"count\": 1}. The server prints other messages as text."})
final class MsqCommand extends ServerCommand<Queues> {
    @Option(
            names = {"-c", "--count"},
            paramLabel = "N",
            description = "how many messages the client sends (default: ${DEFAULT-VALUE})")
    private int count = 10;

    @Option(
            names = {"-i", "--interval"},
            paramLabel = "TIME",
            description = "pause between messages: seconds, or 500ms (default: 1)")
    private Duration interval = Duration.ofSeconds(1);

    @Option(
            names = {"-t", "--timeout"},
            paramLabel = "TIME",
            description = "how long the client waits if the queue is full (default: no limit)")
    private Optional<Duration> timeout = Optional.empty();

    MsqCommand(Queues queues) {
        super(queues, "queue");
    }

    @Override
    void check() {
        Values.atLeast(0, "--count", count);
    }

    @Override
    void serve(Console console) {
        try (Queue queue = subject.open(CreationMode.OPEN_OR_CREATE)) {
            console.line("start queue server: " + subject.title());
            while (!Thread.currentThread().isInterrupted()) {
                queue.receive(Waiting.NO_LIMIT)
                        .ifPresent(message -> console.data(now() + " " + PythonText.of(message)));
            }
        } catch (WaitEndedException e) {
            // Ctrl-C, for example.
        }
    }

    @Override
    void request(Console console) {
        try (Queue queue = subject.open(CreationMode.OPEN_OR_CREATE)) {
            console.line("send to " + subject.title() + " " + count + " times.");
            for (int i = 0; i < count; i++) {
                if (i > 0 && !pause(interval)) {
                    return;
                }
                send(queue, "{\"count\": " + i + "}", console);
                console.line("pushed: " + i);
            }
            console.line("send complete.");
        }
    }

    private void send(Queue queue, String text, Console console) {
        byte[] message = text.getBytes(StandardCharsets.UTF_8);
        if (queue.send(message, Duration.ZERO)) {
            return;
        }
        console.error("the queue " + subject.title() + " is full; waiting for a receiver");
        if (!queue.send(message, timeout.orElse(Waiting.NO_LIMIT))) {
            throw new IpcException("send to", queue.handle().toString(), Errno.ETIMEDOUT, "");
        }
    }
}
