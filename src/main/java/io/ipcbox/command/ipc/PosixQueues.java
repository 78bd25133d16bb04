package io.ipcbox.command.ipc;

import io.ipcbox.command.Facts;
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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The queue of {@code -n}. */
final class PosixQueues implements Queues {
    @Mixin
    private final NameOption name = new NameOption("/test-queue");

    private final Priority priority = new Priority();
    private final Sizes sizes = new Sizes();

    /** What {@code send} takes. */
    static final class Priority {
        @Option(
                names = {"-p", "--priority"},
                paramLabel = "N",
                description = "0 to 32767, the highest is received first (default: 0)")
        int value;
    }

    /** What {@code create} takes. */
    static final class Sizes {
        @Option(
                names = "--max-messages",
                paramLabel = "N",
                description = "how many messages it holds (default: the system's)")
        long messages;

        @Option(
                names = "--message-size",
                paramLabel = "BYTES",
                description = "how long a message may be (default: the system's)")
        long bytes;
    }

    @Override
    public String title() {
        return name.name;
    }

    @Override
    public List<Object> creationOptions() {
        return List.of(sizes);
    }

    @Override
    public List<Object> sendOptions() {
        return List.of(priority);
    }

    @Override
    public List<Object> receiveOptions() {
        return List.of();
    }

    @Override
    public Creation create(CreationMode mode, Permissions permissions) {
        PosixQueueLimits limits = new PosixQueueLimits(sizes.messages, sizes.bytes);
        return Creation.unlessThere(mode, title(), () -> {
            try (var created = PosixMessageQueue.create(title(), permissions, limits)) {
                return created.name();
            }
        });
    }

    @Override
    public String remove() {
        PosixMessageQueue.unlink(title());
        return title();
    }

    @Override
    public Facts facts() {
        try (var queue = PosixMessageQueue.open(title(), PosixAccess.READ_ONLY)) {
            PosixQueueAttributes now = queue.attributes();
            return PosixFacts.of(title(), queue.fileStatus())
                    .with("messages", now.currentMessages())
                    .with("max messages", now.maxMessages())
                    .with("message size", now.messageBytes());
        }
    }

    @Override
    public Queue open(CreationMode mode) {
        return new Open(PosixMessageQueue.open(title(), mode, Permissions.OWNER_ONLY), priority.value);
    }

    private record Open(PosixMessageQueue queue, int priority) implements Queue {
        @Override
        public boolean send(byte[] message, Duration timeout) {
            return queue.send(message, priority, timeout);
        }

        @Override
        public Optional<byte[]> receive(Duration timeout) {
            return queue.receive(timeout).map(PosixMessage::data);
        }

        @Override
        public long longestMessageBytes() {
            return queue.attributes().messageBytes();
        }

        @Override
        public void close() {
            queue.close();
        }

        @Override
        public String toString() {
            return queue.toString();
        }
    }
}
