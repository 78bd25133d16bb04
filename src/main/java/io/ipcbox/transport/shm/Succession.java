package io.ipcbox.transport.shm;

import io.ipcbox.ring.RingFile;
import io.ipcbox.ring.RingReader;
import io.ipcbox.ring.WriterIdentity;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a reader missed on its way from a ring to its successor, which the same server made because somebody
 * truncated the first one. From one server to the next nothing is missed: each has its own stream. The reading thread's.
 */
final class Succession {
    private @Nullable WriterIdentity writer;
    private long next;

    /** How many messages of this server came between the last ring and this one, which the reader has just joined. */
    long missedBefore(RingFile ring, RingReader joined) {
        boolean follows =
                ring.first() > 0 && ring.first() >= next && ring.lastWriter().equals(writer);
        return follows ? joined.next() - next : 0;
    }

    /** The reader leaves a ring; it would have got that message next. */
    void left(WriterIdentity itsWriter, long itsNext) {
        writer = itsWriter;
        next = itsNext;
    }
}
