package io.ipcbox.transport;

/** What a client is told of its stream. */
public interface SubscriberListener {
    /** A server has been found, the first one or another. */
    void connected();

    /**
     * A message came.
     *
     * @param buffer holds it; only valid during the call
     * @param offset its first byte
     * @param length without the LF
     */
    void message(byte[] buffer, int offset, int length);

    /** Nothing more is there at the moment: the time to show what came so far. */
    void caughtUp();

    /** The server went without saying {@code END}; the subscriber waits for the next one. */
    void disconnected();

    /** The subscriber gives up: the reason is one sentence, with the remedy. */
    void failed(RuntimeException reason);
}
