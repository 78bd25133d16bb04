package io.ipcbox.ipc.libc;

/**
 * The layout of {@code struct pollfd}. Offsets in bytes. The same on x86-64 and aarch64.
 *
 * <pre>
 *    0  fd       s32
 *    4  events   s16   what to wait for
 *    6  revents  s16   what occurred
 *    8  end
 * </pre>
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/poll.2.html">poll(2)</a>
 */
public final class PollfdLayout {
    public static final long FD = 0;
    public static final long EVENTS = 4;
    public static final long REVENTS = 6;
    public static final long BYTES = 8;

    private PollfdLayout() {}
}
