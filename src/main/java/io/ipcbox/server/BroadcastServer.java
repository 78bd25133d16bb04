package io.ipcbox.server;

import static java.util.Comparator.comparingLong;

import io.ipcbox.ipc.Deadline;
import io.ipcbox.ipc.waiting.Wait;
import io.ipcbox.message.EncodedLines;
import io.ipcbox.message.EndOfStream;
import io.ipcbox.message.IntegerLine;
import io.ipcbox.message.MessageCodec;
import io.ipcbox.transport.ClientStatus;
import io.ipcbox.transport.Mechanism;
import io.ipcbox.transport.Publisher;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.support.GenericMessage;

/**
 * Numbers each line and sends it through a Spring Integration channel to every transport, as {@link EncodedLines}: one
 * line in a message or, when they come fast, many. One thread publishes at a time; any thread may ask for the clients.
 * The caller owns the publishers.
 */
public final class BroadcastServer {
    private static final long LOOK_NANOS = 5_000_000;
    private static final MessageHeaders NO_HEADERS = new NoHeaders();

    private final MessageChannel channel;
    private final List<Publisher> publishers;
    private final AtomicLong published = new AtomicLong();
    private final EncodedLines.Collector waiting = new EncodedLines.Collector();
    private final int awaitedClients;
    private volatile boolean ended;

    /** @param awaitedClients the first line is held until that many are attached; 0 does not wait */
    public BroadcastServer(MessageChannel channel, List<Publisher> publishers, int awaitedClients) {
        this.channel = channel;
        this.publishers = List.copyOf(publishers);
        this.awaitedClients = awaitedClients;
    }

    /**
     * Hands the line to every client; waits for slow clients.
     *
     * @return the line's number, counted from 1; 0 if the server has ended and the line was not sent
     */
    public long publish(IntegerLine line) {
        long number = append(line);
        flush();
        return number;
    }

    /**
     * Like {@link #publish}, but may keep the line until the next {@link #flush}. For callers with more lines: many
     * together take a fraction of the time.
     */
    public long append(IntegerLine line) {
        awaitClients(Deadline.NEVER);
        return add(line);
    }

    /**
     * Waits until the clients that the first line is held for are attached; not at all once that line was sent. Call
     * this before ending a server that has sent nothing: a client that is not attached does not receive the end.
     */
    public void awaitClients(Deadline deadline) {
        // A reader joins a ring without notifying the server, so this polls, 200 times a second.
        Wait wait = new Wait("wait for", "clients", () -> ended || published.get() > 0, deadline);
        while (!wait.isEnded() && !deadline.hasPassed() && attached() < awaitedClients) {
            wait.park(LOOK_NANOS);
        }
    }

    private int attached() {
        return publishers.stream().mapToInt(Publisher::attached).sum();
    }

    /** No headers: a random id and a time take longer to make than the rest of a message, and nothing reads them. */
    private static final class NoHeaders extends MessageHeaders {
        private static final long serialVersionUID = 1;

        NoHeaders() {
            super(Map.of(), ID_VALUE_NONE, -1L);
        }
    }

    private synchronized long add(IntegerLine line) {
        if (ended) {
            return 0;
        }
        if (waiting.add(line)) {
            return published.incrementAndGet();
        }
        long number;
        try {
            flush();
        } finally {
            // Also if a transport failed on the lines before: the others take this one.
            number = waiting.add(line) ? published.incrementAndGet() : sendAlone(line);
        }
        return number;
    }

    private long sendAlone(IntegerLine line) {
        EncodedLines alone = waiting.alone(line);
        long number = published.incrementAndGet();
        send(alone);
        return number;
    }

    /** Hands over the lines that were kept; waits for slow clients. */
    public synchronized void flush() {
        if (!waiting.isEmpty()) {
            // A failure here is reported once; the lines are not sent again with the next one.
            send(waiting.take());
        }
    }

    private void send(EncodedLines lines) {
        channel.send(new GenericMessage<>(lines, NO_HEADERS));
    }

    /** Sends the end of the stream to every client, and waits, at most that long, until they have taken everything. */
    public synchronized void end(Duration drainTimeout) {
        ended = true;
        Closing.all(List.of(this::flush, () -> endPublishers(drainTimeout)));
    }

    private void endPublishers(Duration drainTimeout) {
        byte[] last = MessageCodec.encode(new EndOfStream());
        Deadline deadline = Deadline.after(drainTimeout);
        Closing.all(publishers, publisher -> publisher.end(last, deadline));
    }

    /**
     * The number of the line that is line 1 to the client in that process over that mechanism ({@link
     * ClientStatus#firstLine}); empty if the client has left.
     */
    public OptionalLong firstLine(Mechanism mechanism, long pid) {
        // Over TLS the process is unknown, but the certificate shows that the client is the user's own.
        return clients().stream()
                .filter(client -> client.mechanism().equals(mechanism))
                .filter(client -> client.pid() == pid || client.pid() == 0)
                .max(comparingLong(ClientStatus::pid).thenComparing(ClientStatus::since))
                .map(client -> OptionalLong.of(client.firstLine()))
                .orElse(OptionalLong.empty());
    }

    /** The clients of all transports, grouped by mechanism, in order of arrival. */
    public List<ClientStatus> clients() {
        return publishers.stream()
                .flatMap(publisher -> publisher.clients().stream())
                .toList();
    }
}
