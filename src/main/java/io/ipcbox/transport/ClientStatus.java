package io.ipcbox.transport;

import java.time.Instant;

/**
 * A client as the server sees it.
 *
 * @param who the command that runs there, as ps(1) shows it; {@code ?} if it is not known
 * @param pid its process id; 0 if it is not known
 * @param linesDelivered lines handed to the kernel for it, or, in shared memory, taken by it
 * @param backlogLines lines that wait for it in the server
 * @param firstLine the server's number of the line that is line 1 to the client ({@link Subscriber#skipped})
 * @param since when it was attached
 * @param state how it keeps up
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
    /** How a client keeps up. */
    public enum State {
        /** It takes what it gets. */
        LIVE,
        /** It was cut off, and will be told how many lines it lost once it takes data again. */
        LAGGING
    }
}
