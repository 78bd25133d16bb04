package io.ipcbox.transport.fifo;

import io.ipcbox.ipc.Deadline;
import io.ipcbox.ipc.pipe.Fifo;
import io.ipcbox.transport.Backlog;
import io.ipcbox.transport.StreamClient;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The stream to the reader of one FIFO. Owns the writing end. */
final class FifoWriter implements StreamClient.Stream {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Fifo fifo;
    private volatile boolean closed;

    FifoWriter(Fifo fifo) {
        this.fifo = fifo;
    }

    @Override
    public void writeAll(Backlog backlog) {
        try (fifo;
                Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(BUFFER_BYTES);
            boolean hasReader = true;
            while (hasReader && !closed) {
                Backlog.Batch batch = backlog.poll();
                hasReader = batch.isEmpty() ? !fifo.awaitReaderGone(Deadline.NEVER) : write(batch, buffer, backlog);
            }
        }
    }

    /** False if the reader has gone or this end is closed. */
    private boolean write(Backlog.Batch batch, MemorySegment buffer, Backlog backlog) {
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

    @Override
    public void wake() {
        fifo.wake();
    }

    @Override
    public void close() {
        closed = true;
        fifo.close();
    }
}
