package io.ipcbox.transport;

import java.time.Instant;

/**
 * A client as the server sees it.
 *
 * @param who the command of its process, as ps(1) shows it; {@code ?} if unknown
 * @param pid its process id; 0 if unknown
 * @param linesDelivered lines handed to the kernel for it or, in shared memory, taken by it
 * @param backlogLines lines queued for it in the server
 * @param firstLine the server's number of the line that is line 1 to the client ({@link Subscriber#skipped})
 * @param since the time at which it was attached
 * @param state whether it keeps up
 */
public record ClientStatus(
        String who,
        Mechanism mechanism,
        long pid,
        long linesDelivered,
        long backlogLines,
        long firstLine,
        Instant since,
        State state) {
    /** Whether a client keeps up. */
    public enum State {
        /** It takes its lines. */
        LIVE,
        /** It was cut off, and learns how many lines it lost once it takes data again. */
        LAGGING
    }
}
