package io.ipcbox.ipc.libc;

/**
 * The layout of {@code struct rlimit}. Offsets in bytes. The same on x86-64 and aarch64.
 *
 * <pre>
 *    0  rlim_cur  u64   the limit in force; all ones: unlimited
 *    8  rlim_max  u64   the limit up to which the process may raise it
 *   16  end
 * </pre>
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/getrlimit.2.html">getrlimit(2)</a>
 */
public final class RlimitLayout {
    public static final long SOFT = 0;
    public static final long HARD = 8;
    public static final long BYTES = 16;

    private RlimitLayout() {}
}
