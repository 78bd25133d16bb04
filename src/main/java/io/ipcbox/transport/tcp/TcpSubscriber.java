package io.ipcbox.transport.tcp;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.message.MessageAssembler;
import io.ipcbox.transport.Mechanism;
import io.ipcbox.transport.Receiving;
import io.ipcbox.transport.Subscriber;
import io.ipcbox.transport.SubscriberListener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationListener;
import org.springframework.integration.ip.event.IpIntegrationEvent;
import org.springframework.integration.ip.tcp.connection.TcpConnectionCloseEvent;
import org.springframework.integration.ip.tcp.connection.TcpConnectionExceptionEvent;
import org.springframework.integration.ip.tcp.connection.TcpConnectionFailedEvent;
import org.springframework.integration.ip.tcp.connection.TcpConnectionOpenEvent;
import org.springframework.integration.ip.tcp.inbound.TcpReceivingChannelAdapter;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHandler;

/**
 * Receives lines over TCP. The adapter, which belongs to the application context, reconnects repeatedly. The factory
 * has one connection at a time, so chunks come from one thread at a time.
 */
final class TcpSubscriber implements Subscriber, MessageHandler, ApplicationListener<IpIntegrationEvent> {
    private final TcpReceivingChannelAdapter adapter;
    private final TcpEnd end;
    // Held while the listener is called; closing waits for that.
    private final Object telling = new Object();
    private @Nullable SubscriberListener listener;
    private @Nullable MessageAssembler messages;
    // Something has arrived over the current connection: the server has admitted this client. Guarded by the same lock.
    private boolean heard;
    private volatile boolean closed;

    TcpSubscriber(TcpReceivingChannelAdapter adapter, TcpEnd end) {
        this.adapter = adapter;
        this.end = end;
    }

    @Override
    public Mechanism mechanism() {
        return TcpTransport.MECHANISM;
    }

    @Override
    public synchronized void start(SubscriberListener listener) {
        if (closed) {
            return;
        }
        this.listener = listener;
        this.messages = new MessageAssembler(
                line -> tell(listener, line), end.settings().longestLine());
        adapter.start();
    }

    @Override
    public void onApplicationEvent(IpIntegrationEvent event) {
        if (event instanceof TcpConnectionOpenEvent) {
            tell((told, lines) -> {
                lines.reset();
                heard = false;
                // Over TLS the first line is the first sign that the server has admitted this client.
                if (!end.isTls()) {
                    told.connected();
                }
            });
        } else if (event instanceof TcpConnectionCloseEvent) {
            tell((told, lines) -> {
                if (isRefusal()) {
                    told.failed(failure(
                            Errno.EACCES,
                            "it belongs to another user and accepts only that user's clients; run a server of your own:"
                                    + " --ipcbox.tcp.port=N for both",
                            null));
                } else {
                    told.disconnected();
                }
            });
        } else if (event instanceof TcpConnectionFailedEvent || event instanceof TcpConnectionExceptionEvent) {
            giveUpIfDistrusted(event.getCause());
        }
    }

    /** A server without TLS that refuses a client closes the connection before it sends anything. */
    private boolean isRefusal() {
        try {
            return !end.isTls()
                    && !heard
                    && TcpPeer.isForeignPort(new InetSocketAddress(end.address(), end.serverPort()));
        } catch (IOException e) {
            return false;
        }
    }

    /** Other failures end when a server comes; these last until certificates or a directory are changed. */
    private void giveUpIfDistrusted(@Nullable Throwable cause) {
        for (Throwable reason = cause; reason != null; reason = reason.getCause()) {
            IpcException distrust = distrust(reason);
            if (distrust != null) {
                tell((told, lines) -> told.failed(distrust));
                return;
            }
        }
    }

    private @Nullable IpcException distrust(Throwable reason) {
        if (reason instanceof IpcException directory) {
            return directory;
        }
        if (!(reason instanceof SSLException)) {
            return null;
        }
        if (isAboutPlainText(reason)) {
            return failure(
                    Errno.EPROTO, "it does not use TLS; give it --ipcbox.tcp.ssl-bundle too, or omit it here", reason);
        }
        if (isAboutTrust(reason)) {
            return failure(
                    Errno.EPROTO,
                    "one end does not trust the other's certificate (" + reason.getMessage()
                            + "); compare the SSL bundles of both",
                    reason);
        }
        return null;
    }

    private IpcException failure(Errno errno, String remedy, @Nullable Throwable cause) {
        String server = "server at \"" + end.address() + ":" + end.serverPort() + "\"";
        return new IpcException("connect to", server, errno, remedy, cause);
    }

    // A server without TLS has answered the first message of the handshake, or sent a line instead.
    private static boolean isAboutPlainText(Throwable reason) {
        String message = String.valueOf(reason.getMessage());
        return message.contains("unexpected_message") || message.contains("SSL message");
    }

    // If an end goes away in the middle of the handshake, the exception has the same type.
    private static boolean isAboutTrust(Throwable reason) {
        String message = String.valueOf(reason.getMessage());
        return message.contains("fatal alert") || message.contains("certificate") || message.contains("PKIX");
    }

    @Override
    public void handleMessage(Message<?> message) {
        if (message.getPayload() instanceof byte[] chunk) {
            tell((told, lines) -> {
                if (!heard && !end.isTls() && TlsRecord.isAlert(chunk)) {
                    told.failed(
                            failure(Errno.EPROTO, "it uses TLS; give this client --ipcbox.tcp.ssl-bundle too", null));
                    return;
                }
                heard = true;
                lines.accept(chunk, 0, chunk.length);
                if (!closed) {
                    told.caughtUp();
                }
            });
        }
    }

    // The listener may close this subscriber while more lines of the same chunk follow.
    private void tell(SubscriberListener told, io.ipcbox.message.Message line) {
        if (!closed) {
            told.message(line);
        }
    }

    // An exception that escaped from here would only be logged, and the client would go on as if nothing had happened.
    private void tell(BiConsumer<SubscriberListener, MessageAssembler> news) {
        synchronized (telling) {
            SubscriberListener told = listener;
            MessageAssembler lines = messages;
            if (told != null && lines != null && !closed) {
                String server = "server at \"" + end.address() + "\"";
                Receiving.run(told, () -> closed, server, () -> news.accept(told, lines));
            }
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        adapter.stop();
        synchronized (telling) {
            listener = null;
        }
    }
}
