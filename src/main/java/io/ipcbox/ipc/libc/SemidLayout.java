package io.ipcbox.ipc.libc;

/**
 * The layout of {@code struct semid_ds}, the status of a semaphore set. Offsets in bytes. x86-64 has a spare word after
 * each time, a relic of 32-bit x86; aarch64 has none.
 *
 * <pre>
 *  x86-64  aarch64
 *       0        0  sem_perm   {@link IpcPermLayout}
 *      48       48  sem_otime  s64   seconds since 1970 of the last semop, 0 if there was none
 *      64       56  sem_ctime  s64   … of the creation or the last change
 *      80       64  sem_nsems  u64   semaphores in the set
 *     104       88  end
 * </pre>
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/semctl.2.html">semctl(2)</a>
 */
public final class SemidLayout {
    public static final long OPERATION_TIME = 48;
    public static final long CHANGE_TIME = Platform.isAarch64() ? 56 : 64;
    public static final long COUNT = Platform.isAarch64() ? 64 : 80;
    public static final long BYTES = Platform.isAarch64() ? 88 : 104;

    private SemidLayout() {}
}
