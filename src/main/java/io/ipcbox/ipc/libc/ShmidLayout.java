package io.ipcbox.ipc.libc;

/**
 * The layout of {@code struct shmid_ds}, the status of a shared memory segment. Offsets in bytes. The same on x86-64
 * and aarch64.
 *
 * <pre>
 *    0  shm_perm    {@link IpcPermLayout}
 *   48  shm_segsz   u64   size in bytes, as requested
 *   56  shm_atime   s64   seconds since 1970 of the last shmat, 0 if there was none
 *   64  shm_dtime   s64   … of the last shmdt
 *   72  shm_ctime   s64   … of the creation or the last change
 *   80  shm_cpid    s32   process that created it
 *   84  shm_lpid    s32   process of the last shmat or shmdt
 *   88  shm_nattch  u64   number of attachments in all processes
 *   96  (two unused longs)
 *  112  end
 * </pre>
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/shmctl.2.html">shmctl(2)</a>
 */
public final class ShmidLayout {
    public static final long SIZE = 48;
    public static final long ATTACH_TIME = 56;
    public static final long DETACH_TIME = 64;
    public static final long CHANGE_TIME = 72;
    public static final long CREATOR_PID = 80;
    public static final long LAST_PID = 84;
    public static final long ATTACHED = 88;
    public static final long BYTES = 112;

    private ShmidLayout() {}
}
