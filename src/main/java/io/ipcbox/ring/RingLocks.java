package io.ipcbox.ring;

/**
 * Who holds which role of a ring. A lock is given back when its holder lets go or dies. Numbers are byte offsets of
 * {@link RingLayout}.
 */
interface RingLocks {
    /** Takes the lock for this handle; false when another handle has it. */
    boolean tryLock(long at);

    void unlock(long at);

    /** True when another handle has it, in this process or any other. */
    boolean isLockedElsewhere(long at);
}
