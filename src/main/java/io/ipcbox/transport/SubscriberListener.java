package io.ipcbox.transport;

import io.ipcbox.message.Message;

/** Receives the messages of a stream and the state of its connection. */
public interface SubscriberListener {
    /** A server was found, the first one or another. */
    void connected();

    void message(Message message);

    /**
     * Everything that has arrived was delivered. Called after messages, before the subscriber waits for more: a
     * listener that collects messages must now pass them on.
     */
    default void caughtUp() {}

    /** The server disconnected without {@code END}; the subscriber waits for another. */
    void disconnected();

    /** The subscriber has given up; the reason is one sentence, with the remedy. */
    void failed(RuntimeException reason);
}
