package io.ipcbox.command.ipc;

import io.ipcbox.command.Facts;
import io.ipcbox.command.Values;
import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.PosixAccess;
import io.ipcbox.ipc.posix.PosixMessage;
import io.ipcbox.ipc.posix.PosixMessageQueue;
import io.ipcbox.ipc.posix.PosixQueueAttributes;
import io.ipcbox.ipc.posix.PosixQueueLimits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** A POSIX message queue. */
final class PosixQueues extends PosixSubject implements Queues {
    private final Priority priority = new Priority();
    private final Limits limits = new Limits();

    PosixQueues() {
        super("/test-queue");
    }

    /** What {@code send} takes. */
    private static final class Priority {
        @Option(
                names = {"-p", "--priority"},
                paramLabel = "N",
                description = "0 to 32767; the highest is received first (default: 0)")
        private int value;
    }

    /** What {@code create} takes. */
    private static final class Limits {
        @Option(
                names = "--max-messages",
                paramLabel = "N",
                description = "the most messages the queue holds (default: the system's)")
        private long messages;

        @Option(
                names = "--message-size",
                paramLabel = "BYTES",
                description = "the largest size of a message (default: the system's)")
        private long bytes;
    }

    @Override
    public List<Object> creationOptions() {
        return List.of(limits);
    }

    @Override
    public List<Object> sendOptions() {
        return List.of(priority);
    }

    @Override
    void create(Permissions permissions) {
        PosixQueueLimits checked = new PosixQueueLimits(
                Values.atLeast(0, "--max-messages", limits.messages),
                Values.atLeast(0, "--message-size", limits.bytes));
        PosixMessageQueue.create(title(), permissions, checked).close();
    }

    @Override
    void unlink() {
        PosixMessageQueue.unlink(title());
    }

    @Override
    public Facts facts() {
        try (var queue = PosixMessageQueue.open(title(), PosixAccess.READ_ONLY)) {
            PosixQueueAttributes now = queue.attributes();
            return facts(queue.fileStatus())
                    .with("messages", now.currentMessages())
                    .with("max messages", now.maxMessages())
                    .with("message size", now.messageBytes());
        }
    }

    @Override
    public Queue open(CreationMode mode) {
        return new Open(PosixMessageQueue.open(title(), mode, Permissions.OWNER_ONLY), priority.value);
    }

    private record Open(PosixMessageQueue handle, int priority) implements Queue {
        @Override
        public boolean send(byte[] message, Duration timeout) {
            return handle.send(message, priority, timeout);
        }

        @Override
        public Optional<byte[]> receive(Duration timeout) {
            return handle.receive(timeout).map(PosixMessage::data);
        }

        @Override
        public long longestMessageBytes() {
            return handle.attributes().messageBytes();
        }

        @Override
        public void close() {
            handle.close();
        }
    }
}
