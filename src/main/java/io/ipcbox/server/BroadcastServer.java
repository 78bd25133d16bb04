package io.ipcbox.server;

import io.ipcbox.message.IntegerLine;
import io.ipcbox.message.MessageCodec;
import io.ipcbox.transport.ClientStatus;
import io.ipcbox.transport.Publisher;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.integration.IntegrationMessageHeaderAccessor;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.support.MessageBuilder;

/**
 * Numbers each line and sends it through a Spring Integration channel to every transport. One thread publishes at a
 * time; any thread may ask for the clients. The publishers belong to whoever made them.
 */
public final class BroadcastServer {
    private final MessageChannel channel;
    private final List<Publisher> publishers;
    private final AtomicLong published = new AtomicLong();

    public BroadcastServer(MessageChannel channel, List<Publisher> publishers) {
        this.channel = channel;
        this.publishers = List.copyOf(publishers);
    }

    /**
     * Hands the line to every client; waits for slow ones.
     *
     * @return the line's number, counted from 1
     */
    public synchronized long publish(IntegerLine line) {
        long number = published.incrementAndGet();
        channel.send(MessageBuilder.withPayload(MessageCodec.encode(line))
                .setHeader(IntegrationMessageHeaderAccessor.SEQUENCE_NUMBER, number)
                .build());
        return number;
    }

    /** The clients of all transports, those of a mechanism together, in order of arrival. */
    public List<ClientStatus> clients() {
        return publishers.stream()
                .flatMap(publisher -> publisher.clients().stream())
                .toList();
    }
}
