package io.ipcbox.transport;

import java.time.Instant;

/**
 * A client at the other end of a byte stream, as the server's transports keep it.
 *
 * @param process who it is, as far as that is known
 */
public record StreamClient(Mechanism mechanism, PeerProcess process, Backlog backlog, Instant since) {
    public ClientStatus status() {
        return new ClientStatus(
                process.name(),
                mechanism,
                process.pid(),
                backlog.delivered(),
                backlog.waiting(),
                since,
                backlog.isLagging() ? ClientStatus.State.LAGGING : ClientStatus.State.LIVE);
    }
}
