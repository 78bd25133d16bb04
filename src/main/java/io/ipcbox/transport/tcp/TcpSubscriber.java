package io.ipcbox.transport.tcp;

import io.ipcbox.message.MalformedMessageException;
import io.ipcbox.message.MessageAssembler;
import io.ipcbox.transport.Mechanism;
import io.ipcbox.transport.Subscriber;
import io.ipcbox.transport.SubscriberListener;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationListener;
import org.springframework.integration.ip.tcp.connection.TcpConnectionCloseEvent;
import org.springframework.integration.ip.tcp.connection.TcpConnectionEvent;
import org.springframework.integration.ip.tcp.connection.TcpConnectionOpenEvent;
import org.springframework.integration.ip.tcp.inbound.TcpReceivingChannelAdapter;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHandler;

/**
 * Receives lines over TCP; the adapter, which belongs to the application context, connects again and again. The factory
 * has one connection at a time, so chunks come from one thread at a time.
 */
public final class TcpSubscriber implements Subscriber, MessageHandler, ApplicationListener<TcpConnectionEvent> {
    private final TcpReceivingChannelAdapter adapter;
    private final TcpClientSettings settings;
    private @Nullable SubscriberListener listener;
    private @Nullable MessageAssembler messages;
    private volatile boolean closed;

    TcpSubscriber(TcpReceivingChannelAdapter adapter, TcpClientSettings settings) {
        this.adapter = adapter;
        this.settings = settings;
    }

    @Override
    public Mechanism mechanism() {
        return Mechanism.SOCKET;
    }

    @Override
    public void start(SubscriberListener listener) {
        this.listener = listener;
        this.messages = new MessageAssembler(listener::message, settings.longestLine());
        adapter.start();
    }

    @Override
    public void onApplicationEvent(TcpConnectionEvent event) {
        SubscriberListener told = listener;
        MessageAssembler assembler = messages;
        if (told == null || assembler == null || closed) {
            return;
        }
        if (event instanceof TcpConnectionOpenEvent) {
            assembler.reset();
            told.connected();
        } else if (event instanceof TcpConnectionCloseEvent) {
            told.disconnected();
        }
    }

    /** Takes a chunk of the stream. */
    @Override
    public void handleMessage(Message<?> message) {
        SubscriberListener told = listener;
        MessageAssembler assembler = messages;
        if (told == null || assembler == null || closed || !(message.getPayload() instanceof byte[] chunk)) {
            return;
        }
        try {
            assembler.accept(chunk, 0, chunk.length);
        } catch (MalformedMessageException e) {
            told.failed(e);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            adapter.stop();
        }
    }
}
