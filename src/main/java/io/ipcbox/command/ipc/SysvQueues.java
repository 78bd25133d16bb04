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
import picocli.CommandLine.Option;

/** A System V message queue. */
final class SysvQueues extends SysvSubject implements Queues {
    private static final KernelSetting LONGEST_MESSAGE = new KernelSetting(Path.of("/proc/sys/kernel/msgmax"));

    private final Type type = new Type();
    private final Selection selection = new Selection();

    SysvQueues() {
        super("msqid");
    }

    /** What {@code send} takes. */
    private static final class Type {
        @Option(
                names = "--type",
                paramLabel = "N",
                description = "above zero; a receiver can select by type (default: 1)")
        private long value = 1;
    }

    /** What {@code receive} takes. */
    private static final class Selection {
        @Option(
                names = "--type",
                paramLabel = "N",
                description = "take a message of this type; 0: any; -N: the lowest type up to N (default: 0)")
        private long type;
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
    SysvMessageQueue obtain(CreationMode mode, Permissions permissions) {
        return SysvMessageQueue.open(key(), mode, permissions);
    }

    @Override
    SysvMessageQueue existing() {
        return SysvMessageQueue.open(key());
    }

    @Override
    public Facts facts() {
        try (var queue = existing()) {
            SysvQueueStatus now = queue.status();
            return facts(queue, now.ownership())
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
        return new Open(obtain(mode, Permissions.OWNER_ONLY), type.value, selected);
    }

    private record Open(SysvMessageQueue handle, long type, SysvSelection selection) implements Queue {
        @Override
        public boolean send(byte[] message, Duration timeout) {
            return handle.send(type, message, timeout);
        }

        @Override
        public Optional<byte[]> receive(Duration timeout) {
            return handle.receive(selection, timeout).map(SysvMessage::data);
        }

        @Override
        public long longestMessageBytes() {
            return LONGEST_MESSAGE.value().map(Long::parseLong).orElse(Long.MAX_VALUE);
        }

        @Override
        public void close() {
            handle.close();
        }
    }
}
