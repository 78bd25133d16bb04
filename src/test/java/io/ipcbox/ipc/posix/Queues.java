package io.ipcbox.ipc.posix;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ipcbox.ipc.Permissions;
import io.ipcbox.support.UniqueNames;
import java.time.Duration;
import java.util.Optional;

/** A queue of a unique name for one test, which unlinks and closes it. */
public final class Queues implements AutoCloseable {
    static final Duration AT_ONCE = Duration.ZERO;
    static final Duration LONG = Duration.ofHours(1);

    public final PosixMessageQueue queue;

    private Queues(PosixQueueLimits limits) {
        queue = PosixMessageQueue.create(UniqueNames.next(), Permissions.OWNER_ONLY, limits);
    }

    public static Queues ofMessages(int maxMessages) {
        return new Queues(new PosixQueueLimits(maxMessages, 64));
    }

    boolean send(String text) {
        return send(text, 0);
    }

    boolean send(String text, int priority) {
        return queue.send(text.getBytes(UTF_8), priority, AT_ONCE);
    }

    Optional<String> receive() {
        return queue.receive(AT_ONCE).map(PosixMessage::text);
    }

    void fill() {
        while (send("filler")) {
            // until it is full
        }
    }

    @Override
    public void close() {
        queue.close();
        queue.unlink();
    }
}
