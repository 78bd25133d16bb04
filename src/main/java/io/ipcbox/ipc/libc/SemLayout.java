package io.ipcbox.ipc.libc;

/**
 * The layout of glibc's {@code sem_t} on a 64-bit machine, since glibc 2.21. Offsets in bytes. It is opaque in C, but
 * glibc can no longer change it, because semaphores in files outlive the library. glibc updates the first two fields
 * atomically, as one 64-bit word. musl uses another layout under another file name, so the two never meet.
 *
 * <pre>
 *    0  value    u32
 *    4  waiters  u32   threads asleep in sem_wait, including threads killed there
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
