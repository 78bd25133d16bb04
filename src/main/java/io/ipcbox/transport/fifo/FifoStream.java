package io.ipcbox.transport.fifo;

import io.ipcbox.message.MalformedMessageException;
import io.ipcbox.message.Message;
import io.ipcbox.message.MessageAssembler;
import io.ipcbox.transport.SubscriberListener;
import java.util.function.BooleanSupplier;

/** What comes out of a FIFO, told to a listener: servers that come, their lines, and that they go. One thread feeds it. */
final class FifoStream {
    private final SubscriberListener listener;
    private final BooleanSupplier closed;
    private final MessageAssembler messages;
    private boolean connected;

    /**
     * Begins before any server.
     *
     * @param longestLine in bytes, without its LF
     * @param closed true when the listener wants to hear no more
     */
    FifoStream(SubscriberListener listener, int longestLine, BooleanSupplier closed) {
        this.listener = listener;
        this.closed = closed;
        this.messages = new MessageAssembler(this::tell, longestLine);
    }

    /**
     * Takes what was read.
     *
     * @throws MalformedMessageException if a line is no message or too long
     */
    void accept(byte[] bytes, int length) {
        connect();
        messages.accept(bytes, 0, length);
        if (!closed.getAsBoolean()) {
            listener.caughtUp();
        }
    }

    /** The last server has gone. Of one that comes and goes without a word, this is the first sign. */
    void endOfFile() {
        connect();
        connected = false;
        messages.reset();
        listener.disconnected();
    }

    private void connect() {
        if (!connected) {
            connected = true;
            listener.connected();
        }
    }

    // The listener may close the subscriber while more lines of the same piece follow.
    private void tell(Message message) {
        if (!closed.getAsBoolean()) {
            listener.message(message);
        }
    }
}
