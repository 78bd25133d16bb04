package io.ipcbox.ipc;

/**
 * Locks on single bytes of a shared object. A lock belongs to one handle: two handles in one JVM exclude each other
 * too, and the kernel releases a lock when its handle is closed or its process dies. The byte need not exist. Any
 * thread may call.
 */
public interface ByteLocks {
    /**
     * Locks one byte exclusively for this handle, until {@link #unlock} or until the handle is closed or its process
     * dies. The handle must be open for writing.
     *
     * @return false if another handle has locked it
     */
    boolean tryLock(long at);

    void unlock(long at);

    /** True if another handle, of this process or any other, has locked the byte. */
    boolean isLockedElsewhere(long at);
}
