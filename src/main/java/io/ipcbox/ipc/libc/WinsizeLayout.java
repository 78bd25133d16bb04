package io.ipcbox.ipc.libc;

/**
 * The layout of {@code struct winsize}. Offsets in bytes. The same on x86-64 and aarch64.
 *
 * <pre>
 *   0  ws_row     u16
 *   2  ws_col     u16   0 if the size was never set
 *   4  ws_xpixel  u16
 *   6  ws_ypixel  u16
 * </pre>
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/TIOCGWINSZ.2const.html">TIOCGWINSZ(2const)</a>
 */
public final class WinsizeLayout {
    public static final long BYTES = 8;
    public static final long COLUMNS = 2;

    private WinsizeLayout() {}
}
