package io.ipcbox.benchmark.ring;

import java.io.IOException;

/** The sending end of a contender. Its message lies in a buffer of its own, in the form it copies fastest. One thread's. */
interface Outlet extends AutoCloseable {
    /**
     * Puts both numbers at the head of the message and sends a copy of it. Who can block does.
     *
     * @return false when there is no room now
     */
    boolean offer(long stamp, long kind) throws Exception;

    /** Sends what was held back to be sent in one go. */
    default void flush() throws Exception {}

    @Override
    void close() throws IOException;
}
