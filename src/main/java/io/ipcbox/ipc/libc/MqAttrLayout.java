package io.ipcbox.ipc.libc;

/**
 * The layout of {@code struct mq_attr}. Offsets in bytes. The same on x86-64 and aarch64.
 *
 * <pre>
 *    0  mq_flags    s64   0 or O_NONBLOCK
 *    8  mq_maxmsg   s64   capacity in messages
 *   16  mq_msgsize  s64   longest message in bytes
 *   24  mq_curmsgs  s64   messages in the queue
 *   32  (reserved)
 *   64  end
 * </pre>
 *
 * @see <a href="https://man7.org/linux/man-pages/man3/mq_getattr.3.html">mq_getattr(3)</a>
 */
public final class MqAttrLayout {
    public static final long FLAGS = 0;
    public static final long MAX_MESSAGES = 8;
    public static final long MESSAGE_BYTES = 16;
    public static final long CURRENT_MESSAGES = 24;
    public static final long BYTES = 64;

    private MqAttrLayout() {}
}
