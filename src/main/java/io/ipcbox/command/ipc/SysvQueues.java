package io.ipcbox.command.ipc;

import io.ipcbox.command.Facts;
import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.KernelSetting;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.sysv.SysvMessage;
import io.ipcbox.ipc.sysv.SysvMessageQueue;
import io.ipcbox.ipc.sysv.SysvQueueStatus;
import io.ipcbox.ipc.sysv.SysvSelection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The queue of {@code -k}. */
final class SysvQueues implements Queues {
    private static final String ID = "msqid";
    private static final KernelSetting LONGEST_MESSAGE = new KernelSetting(Path.of("/proc/sys/kernel/msgmax"));

    @Mixin
    private final KeyOption key = new KeyOption();

    private final Type type = new Type();
    private final Selection selection = new Selection();

    /** What {@code send} takes. */
    static final class Type {
        @Option(names = "--type", paramLabel = "N", description = "above zero; receivers select by it (default: 1)")
        long value = 1;
    }

    /** What {@code receive} takes. */
    static final class Selection {
        @Option(
                names = "--type",
                paramLabel = "N",
                description = "take one of this type; 0: of any; -N: of the lowest type up to N (default: 0)")
        long type;
    }

    @Override
    public String title() {
        return key.typed;
    }

    @Override
    public List<Object> creationOptions() {
        return List.of();
    }

    @Override
    public List<Object> sendOptions() {
        return List.of(type);
    }

    @Override
    public List<Object> receiveOptions() {
        return List.of(selection);
    }

    @Override
    public Creation create(CreationMode mode, Permissions permissions) {
        try (var queue = SysvMessageQueue.open(key.key(), mode, permissions)) {
            return new Creation(key.name(ID, queue.id()), queue.wasCreated());
        }
    }

    @Override
    public String remove() {
        try (var queue = SysvMessageQueue.open(key.key())) {
            queue.remove();
            return key.name(ID, queue.id());
        }
    }

    @Override
    public Facts facts() {
        try (var queue = SysvMessageQueue.open(key.key())) {
            SysvQueueStatus now = queue.status();
            return SysvFacts.of(queue.key(), ID, queue.id(), now.ownership())
                    .with("messages", now.messages())
                    .with("bytes", now.bytes())
                    .with("max bytes", now.maxBytes())
                    .with("last send pid", now.lastSendPid())
                    .with("last send", now.lastSend())
                    .with("last receive pid", now.lastReceivePid())
                    .with("last receive", now.lastReceive())
                    .with("changed", now.lastChange());
        }
    }

    @Override
    public Queue open(CreationMode mode) {
        SysvSelection selected = new SysvSelection(selection.type, false);
        return new Open(SysvMessageQueue.open(key.key(), mode, Permissions.OWNER_ONLY), type.value, selected);
    }

    private record Open(SysvMessageQueue queue, long type, SysvSelection selection) implements Queue {
        @Override
        public boolean send(byte[] message, Duration timeout) {
            return queue.send(type, message, timeout);
        }

        @Override
        public Optional<byte[]> receive(Duration timeout) {
            return queue.receive(selection, timeout).map(SysvMessage::data);
        }

        @Override
        public long longestMessageBytes() {
            return LONGEST_MESSAGE.value().map(Long::parseLong).orElse(Long.MAX_VALUE);
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
