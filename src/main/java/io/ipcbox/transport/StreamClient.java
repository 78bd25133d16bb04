package io.ipcbox.transport;

import io.ipcbox.ipc.waiting.Uninterrupted;
import io.ipcbox.process.PeerProcess;
import java.time.Instant;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A client at the other end of a byte stream, with the thread that writes its backlog to it. Any thread may call. */
public final class StreamClient {
    /** The stream to one client. Only the client's own thread writes. */
    public interface Stream {
        /**
         * Writes the backlog until it or this stream is closed or the client disconnects.
         *
         * @throws RuntimeException if the stream broke or was closed; it is closed in either case
         */
        void writeAll(Backlog backlog) throws InterruptedException;

        /** Called when the idle backlog has received lines; wakes {@link #writeAll} if it waits for something else. */
        default void wake() {}

        /** Ends {@link #writeAll}, even if it is stuck in a write. Idempotent. */
        void close();
    }

    private final Stream stream;
    private final Backlog backlog;
    private final Thread thread;
    private final Instant since = Instant.now();
    private @Nullable Supplier<PeerProcess> peer;
    private PeerProcess process = PeerProcess.UNKNOWN;

    /**
     * Writes nothing until {@link #start}.
     *
     * @param peer finds the process at the other end; called at most once, on demand, because it may search all
     *     processes
     * @param whenGone called by the writing thread when it ends
     */
    StreamClient(
            Stream stream,
            Backlog backlog,
            Supplier<PeerProcess> peer,
            ThreadFactory threads,
            Consumer<StreamClient> whenGone) {
        this.stream = stream;
        this.backlog = backlog;
        this.peer = peer;
        this.thread = threads.newThread(() -> write(whenGone));
    }

    void start() {
        thread.start();
    }

    private void write(Consumer<StreamClient> whenGone) {
        try {
            stream.writeAll(backlog);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // Closed, or broken because the client has gone. A publisher may be waiting for room.
            backlog.close();
            stream.close();
        } finally {
            backlog.close();
            whenGone.accept(this);
        }
    }

    Backlog backlog() {
        return backlog;
    }

    ClientStatus status(Mechanism mechanism) {
        PeerProcess known = process();
        return new ClientStatus(
                known.name(),
                mechanism,
                known.pid(),
                backlog.delivered(),
                backlog.waiting(),
                backlog.firstLine(),
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

    /** Ends the writing thread, even if it is stuck in a write, and waits for it. */
    void close() {
        backlog.close();
        stream.close();
        Uninterrupted.join(thread);
    }
}
