package io.ipcbox.transport;

import io.ipcbox.process.PeerProcess;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A client at the other end of a byte stream, as the server's transports keep it. Any thread may ask. */
public final class StreamClient {
    private final Mechanism mechanism;
    private final Backlog backlog;
    private final Instant since = Instant.now();
    private @Nullable Supplier<PeerProcess> peer;
    private PeerProcess process = PeerProcess.UNKNOWN;

    /** @param peer finds the process at the other end. Called at most once, on demand: it may search all processes. */
    public StreamClient(Mechanism mechanism, Supplier<PeerProcess> peer, Backlog backlog) {
        this.mechanism = mechanism;
        this.peer = peer;
        this.backlog = backlog;
    }

    public ClientStatus status() {
        PeerProcess known = process();
        return new ClientStatus(
                known.name(),
                mechanism,
                known.pid(),
                backlog.delivered(),
                backlog.waiting(),
                since,
                backlog.isLagging() ? ClientStatus.State.LAGGING : ClientStatus.State.LIVE);
    }

    private synchronized PeerProcess process() {
        if (peer != null) {
            process = peer.get();
            peer = null;
        }
        return process;
    }
}
