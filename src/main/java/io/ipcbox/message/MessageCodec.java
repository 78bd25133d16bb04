package io.ipcbox.message;

/** Messages to bytes and back. Any thread may call. */
public final class MessageCodec {
    private MessageCodec() {}

    /** The message as one line of ASCII with its LF. */
    public static byte[] encode(Message message) {
        throw new UnsupportedOperationException(message.toString());
    }

    /**
     * Reads one line.
     *
     * @param buffer holds it, without its LF
     * @throws MalformedMessageException if it is not a message
     */
    public static Message decode(byte[] buffer, int offset, int length) {
        throw new UnsupportedOperationException();
    }
}
