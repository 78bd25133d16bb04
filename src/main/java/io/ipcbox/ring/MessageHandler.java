package io.ipcbox.ring;

/** Receives the messages of a {@link RingReader} that reads many at once. */
@FunctionalInterface
public interface MessageHandler {
    /**
     * Called by the reading thread for each message, inside the read. It may {@linkplain RingReader#stop stop} or close
     * the reader, or close its ring; then this message is the last. It must not read or call {@link
     * RingReader#hasNext}, which throw; the reader's other methods do not refer to this message.
     *
     * @param buffer the reader's buffer, valid until this method returns; do not modify
     */
    void message(byte[] buffer, int offset, int length);
}
