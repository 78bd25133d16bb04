package io.ipcbox.ipc.libc;

/**
 * The layout of {@code struct flock}. Offsets in bytes. The same on x86-64 and aarch64.
 *
 * <pre>
 *    0  l_type    s16   F_RDLCK, F_WRLCK or F_UNLCK
 *    2  l_whence  s16   0: from the beginning of the file
 *    8  l_start   s64
 *   16  l_len     s64
 *   24  l_pid     s32   0 for open-file-description locks
 *   32  end
 * </pre>
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/fcntl_locking.2.html">fcntl_locking(2)</a>
 */
public final class FlockLayout {
    public static final long TYPE = 0;
    public static final long WHENCE = 2;
    public static final long START = 8;
    public static final long LENGTH = 16;
    public static final long PID = 24;
    public static final long BYTES = 32;

    private FlockLayout() {}
}
