package io.ipcbox.transport.shm;

import io.ipcbox.ring.RingFile;
import io.ipcbox.ring.RingReader;
import io.ipcbox.ring.WriterIdentity;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a reader missed between a ring and its successor, which the same server made because the first one was
 * truncated. Between two servers nothing is missed: each has its own stream. For the reading thread only.
 */
final class Succession {
    private @Nullable WriterIdentity writer;
    private long next;

    /** The number of this server's messages between the last ring and this one, which the reader has just joined. */
    long missedBefore(RingFile ring, RingReader joined) {
        boolean follows =
                ring.first() > 0 && ring.first() >= next && ring.lastWriter().equals(writer);
        return follows ? joined.next() - next : 0;
    }

    /** The reader leaves a ring; that message would have been its next. */
    void left(WriterIdentity itsWriter, long itsNext) {
        writer = itsWriter;
        next = itsNext;
    }
}
