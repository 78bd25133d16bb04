package io.ipcbox.transport.fifo;

import io.ipcbox.message.MalformedMessageException;
import io.ipcbox.message.Message;
import io.ipcbox.message.MessageAssembler;
import io.ipcbox.transport.SubscriberListener;
import java.util.function.BooleanSupplier;

/** Reports to a listener what comes out of a FIFO: servers that come and go, and their lines. For one thread. */
final class FifoStream {
    private final SubscriberListener listener;
    private final BooleanSupplier closed;
    private final MessageAssembler messages;
    private boolean connected;

    /**
     * @param longestLine in bytes, without its LF
     * @param closed true when the listener must not be called any more
     */
    FifoStream(SubscriberListener listener, int longestLine, BooleanSupplier closed) {
        this.listener = listener;
        this.closed = closed;
        this.messages = new MessageAssembler(this::tell, longestLine);
    }

    /**
     * Takes bytes that were read.
     *
     * @throws MalformedMessageException if a line is not a message, or too long
     */
    void accept(byte[] bytes, int length) {
        connect();
        messages.accept(bytes, 0, length);
        if (!closed.getAsBoolean()) {
            listener.caughtUp();
        }
    }

    /** The last writer has gone. If a server comes and goes without writing, this is its first sign. */
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
