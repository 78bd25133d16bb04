package io.ipcbox.ipc.libc;

/**
 * The layout of {@code struct msqid_ds}, the status of a message queue. Offsets in bytes. The same on x86-64 and
 * aarch64.
 *
 * <pre>
 *    0  msg_perm    {@link IpcPermLayout}
 *   48  msg_stime   s64   seconds since 1970 of the last msgsnd, 0 if there was none
 *   56  msg_rtime   s64   … of the last msgrcv
 *   64  msg_ctime   s64   … of the creation or the last change
 *   72  msg_cbytes  u64   bytes in the queue
 *   80  msg_qnum    u64   messages in the queue
 *   88  msg_qbytes  u64   its capacity in bytes
 *   96  msg_lspid   s32   process of the last msgsnd
 *  100  msg_lrpid   s32   process of the last msgrcv
 *  104  (two unused longs)
 *  120  end
 * </pre>
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/msgctl.2.html">msgctl(2)</a>
 */
public final class MsqidLayout {
    public static final long SEND_TIME = 48;
    public static final long RECEIVE_TIME = 56;
    public static final long CHANGE_TIME = 64;
    public static final long CURRENT_BYTES = 72;
    public static final long MESSAGES = 80;
    public static final long MAX_BYTES = 88;
    public static final long SEND_PID = 96;
    public static final long RECEIVE_PID = 100;
    public static final long BYTES = 120;

    private MsqidLayout() {}
}
