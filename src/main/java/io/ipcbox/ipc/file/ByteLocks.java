package io.ipcbox.ipc.file;

/**
 * Locks on single bytes of something that processes share. They belong to one handle of it: two handles of one JVM
 * exclude each other too, and the kernel gives the locks back when their handle is closed or its process dies. The byte
 * need not exist. Any thread may call.
 */
public interface ByteLocks {
    /**
     * Takes one byte for this handle alone, until {@link #unlock}, the handle's close or death. The handle must be open
     * for writing.
     *
     * @return false when another handle has it
     */
    boolean tryLock(long at);

    void unlock(long at);

    /** True when another handle, of this process or any other, has the byte. */
    boolean isLockedElsewhere(long at);
}
