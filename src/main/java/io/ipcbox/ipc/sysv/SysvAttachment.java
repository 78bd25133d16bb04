package io.ipcbox.ipc.sysv;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Shared memory mapped into this process, from attach to {@link #detach}. Any thread may use the segment and detach it;
 * the memory itself and its other attachments remain.
 *
 * <p>Access to the segment after the detach throws an {@link IllegalStateException}. An attachment that is never
 * detached lasts until the process ends.
 */
public final class SysvAttachment implements AutoCloseable {
    private final String object;
    private final Arena arena;
    private final MemorySegment segment;

    /** @param arena shared, and used by this attachment only */
    SysvAttachment(String object, Arena arena, MemorySegment segment) {
        this.object = object;
        this.arena = arena;
        this.segment = segment;
    }

    /**
     * The whole memory. A write to a segment attached {@link SysvAccess#READ_ONLY} throws an {@link
     * IllegalArgumentException}.
     *
     * @throws IpcException EBADF after the detach
     */
    public MemorySegment segment() {
        if (isDetached()) {
            throw new IpcException("use", object, Errno.EBADF, "it is detached; attach it again");
        }
        return segment;
    }

    /** The address in this process; it differs between processes. */
    public long address() {
        return segment.address();
    }

    public boolean isDetached() {
        return !arena.scope().isAlive();
    }

    /**
     * Detaches the memory; has no effect when repeated.
     *
     * @throws IpcException EBUSY while another thread is in a call that uses the segment; it stays attached
     * @see <a href="https://man7.org/linux/man-pages/man2/shmop.2.html">shmdt(2)</a>
     */
    public synchronized void detach() {
        if (isDetached()) {
            return;
        }
        try {
            arena.close();
        } catch (IllegalStateException e) {
            throw new IpcException("detach", object, Errno.EBUSY, "another thread is using it; try again", e);
        }
    }

    @Override
    public void close() {
        detach();
    }

    @Override
    public String toString() {
        return "attachment of " + object;
    }
}
