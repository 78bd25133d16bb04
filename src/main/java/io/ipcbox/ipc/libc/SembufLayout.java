package io.ipcbox.ipc.libc;

/**
 * The layout of {@code struct sembuf}, one operation on one semaphore of a set. Offsets in bytes. The same on x86-64
 * and aarch64.
 *
 * <pre>
 *    0  sem_num  u16   which semaphore, from 0
 *    2  sem_op   s16   above zero: add; below: take, waiting for enough; zero: wait for zero
 *    4  sem_flg  s16   IPC_NOWAIT, SEM_UNDO
 *    6  end
 * </pre>
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/semop.2.html">semop(2)</a>
 */
public final class SembufLayout {
    public static final long NUMBER = 0;
    public static final long OPERATION = 2;
    public static final long FLAGS = 4;
    public static final long BYTES = 6;

    private SembufLayout() {}

    /** All three as one number: stored in memory, its lower {@link #BYTES} bytes are a {@code sembuf}. */
    public static long asLong(int number, int operation, int flags) {
        return (number & 0xFFFFL) | (operation & 0xFFFFL) << 16 | (flags & 0xFFFFL) << 32;
    }
}
