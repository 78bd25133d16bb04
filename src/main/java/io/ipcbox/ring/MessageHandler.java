package io.ipcbox.ring;

/** Takes the messages of a {@link RingReader} that reads many at once. */
@FunctionalInterface
public interface MessageHandler {
    /**
     * Called by the reading thread for each message, inside the read. It may {@linkplain RingReader#stop stop} or close
     * the reader, or close its ring: then this message was the last. To read,
     * or to ask {@link RingReader#hasNext}, is refused; what the reader's other methods say is not about this message.
     *
     * @param buffer the reader's own, good until this returns and not to be changed
     * @param offset where in the buffer the message begins
     * @param length in bytes
     */
    void message(byte[] buffer, int offset, int length);
}
