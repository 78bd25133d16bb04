package io.ipcbox.ipc.libc;

/**
 * Where things lie in glibc's {@code sem_t} on a 64-bit machine, since glibc 2.21. Offsets in bytes. It is opaque in C;
 * glibc cannot change it any more, because semaphores in files outlive the library. The first two are one 64-bit word to
 * glibc, which it changes in one step. musl has another layout under another file name, so the two do not meet.
 *
 * <pre>
 *    0  value    u32
 *    4  waiters  u32   threads asleep in sem_wait; one that was killed there stays counted
 *    8  private  s32
 *   32  end
 * </pre>
 */
public final class SemLayout {
    public static final long VALUE = 0;
    public static final long WAITERS = 4;
    public static final long BYTES = 32;

    private SemLayout() {}
}
