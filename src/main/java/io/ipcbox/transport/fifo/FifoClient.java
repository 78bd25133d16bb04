package io.ipcbox.transport.fifo;

import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.pipe.Fifo;
import io.ipcbox.ipc.waiting.Deadline;
import io.ipcbox.process.PeerProcess;
import io.ipcbox.transport.Backlog;
import io.ipcbox.transport.ClientStatus;
import io.ipcbox.transport.Mechanism;
import io.ipcbox.transport.StreamClient;
import io.ipcbox.transport.Threads;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One FIFO with a reader, and the thread that writes its backlog to it. Owns the writing end. */
final class FifoClient {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Path path;
    private final Fifo fifo;
    private final Backlog backlog;
    private final StreamClient client;
    private @Nullable Thread thread;
    private volatile boolean closed;

    FifoClient(Path path, Fifo fifo, Supplier<PeerProcess> peer, long backlogBytes, Duration stallTimeout) {
        this.path = path;
        this.fifo = fifo;
        this.backlog = new Backlog(backlogBytes, stallTimeout, fifo::wake);
        this.client = new StreamClient(Mechanism.PIPE, peer, backlog);
    }

    /** @param whenGone called by the writing thread when the reader has gone */
    void start(Consumer<FifoClient> whenGone) {
        thread = Thread.ofPlatform().name("ipcbox-fifo-writer").start(() -> {
            try {
                write();
            } catch (IpcException e) {
                // Closed by another thread meanwhile, or broken in a way that a pipe cannot be: over, either way.
            } finally {
                backlog.close();
                fifo.close();
                if (!closed) {
                    whenGone.accept(this);
                }
            }
        });
    }

    private void write() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(BUFFER_BYTES);
            boolean hasReader = true;
            while (hasReader && !closed) {
                Backlog.Batch batch = backlog.poll();
                hasReader = batch.isEmpty() ? !fifo.awaitReaderGone(Deadline.NEVER) : write(batch, buffer);
            }
        }
    }

    /** False when the reader has gone or this client is closed. */
    private boolean write(Backlog.Batch batch, MemorySegment buffer) {
        byte[] bytes = batch.bytes();
        int done = 0;
        while (done < bytes.length) {
            int chunk = Math.min(bytes.length - done, BUFFER_BYTES);
            MemorySegment.copy(bytes, done, buffer, ValueLayout.JAVA_BYTE, 0, chunk);
            long written = fifo.write(buffer.asSlice(0, chunk), Deadline.NEVER);
            if (written == Fifo.BROKEN_PIPE || closed) {
                return false;
            }
            done += (int) written;
            backlog.madeProgress();
        }
        backlog.wrote(batch);
        return true;
    }

    Path path() {
        return path;
    }

    Backlog backlog() {
        return backlog;
    }

    ClientStatus status() {
        return client.status();
    }

    void close() {
        closed = true;
        backlog.close();
        fifo.close();
        Threads.joinUnlessSelf(thread);
    }
}
