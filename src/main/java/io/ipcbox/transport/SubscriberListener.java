package io.ipcbox.transport;

import io.ipcbox.message.Message;

/** What a client is told of its stream. */
public interface SubscriberListener {
    /** A server has been found, the first one or another. */
    void connected();

    /** A message came. */
    void message(Message message);

    /**
     * Everything that has come was told. Called after messages, before the subscriber waits for more: who collects
     * messages must not keep them longer.
     */
    default void caughtUp() {}

    /** The server went without saying {@code END}; the subscriber waits for the next one. */
    void disconnected();

    /** The subscriber gives up: the reason is one sentence, with the remedy. */
    void failed(RuntimeException reason);
}
