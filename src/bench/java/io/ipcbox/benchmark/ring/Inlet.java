package io.ipcbox.benchmark.ring;

import java.io.IOException;

/** The receiving end of a contender. One thread's. */
interface Inlet extends AutoCloseable {
    /** Gets the two numbers at the head of a message that was copied out whole. */
    @FunctionalInterface
    interface Sink {
        void accept(long stamp, long kind);
    }

    /**
     * Hands over some of the messages that have come, at least one if it can block.
     *
     * @return how many
     */
    int poll(Sink sink) throws Exception;

    /** Messages that this contender knows, or must suppose, to have lost. */
    default long lost() {
        return 0;
    }

    @Override
    void close() throws IOException;
}
