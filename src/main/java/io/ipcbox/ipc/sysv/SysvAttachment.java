package io.ipcbox.ipc.sysv;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Shared memory as this process sees it, from an attach to its {@link #detach}. Any thread may use the segment and
 * detach it; the memory's id, and other attachments, go on.
 *
 * <p>After the detach the segment is inaccessible: whoever still uses it gets an {@link IllegalStateException}, never
 * somebody else's memory. An attachment that is forgotten lasts until the process ends.
 */
public final class SysvAttachment implements AutoCloseable {
    private final String object;
    private final Arena arena;
    private final MemorySegment segment;

    /** @param arena shared, and of this attachment alone */
    SysvAttachment(String object, Arena arena, MemorySegment segment) {
        this.object = object;
        this.arena = arena;
        this.segment = segment;
    }

    /**
     * The memory, as long as the status says. Writing to one that was attached {@link SysvAccess#READ_ONLY} is an
     * {@link IllegalArgumentException} of the segment.
     *
     * @throws IpcException EBADF once it is detached
     */
    public MemorySegment segment() {
        if (isDetached()) {
            throw new IpcException("use", object, Errno.EBADF, "it is detached; attach it again");
        }
        return segment;
    }

    /** Where it lies in this process; other processes have it elsewhere. */
    public long address() {
        return segment.address();
    }

    /** True once it is detached. */
    public boolean isDetached() {
        return !arena.scope().isAlive();
    }

    /**
     * Gives it back. Once more does nothing.
     *
     * @throws IpcException EBUSY while another thread is inside a call that works with the segment; it stays attached
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

    /** The same as {@link #detach}. */
    @Override
    public void close() {
        detach();
    }

    @Override
    public String toString() {
        return "attachment of " + object;
    }
}
