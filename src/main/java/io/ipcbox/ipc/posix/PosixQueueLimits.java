package io.ipcbox.ipc.posix;

/**
 * The size of a message queue, fixed when it is created. Zero means the system's default: {@code
 * /proc/sys/fs/mqueue/msg_default} and {@code msgsize_default}. More than {@code msg_max} or {@code msgsize_max}
 * requires CAP_SYS_RESOURCE.
 *
 * @param maxMessages the most messages that fit
 * @param messageBytes the longest message allowed, in bytes
 */
public record PosixQueueLimits(long maxMessages, long messageBytes) {
    /** The system's default, usually 10 messages of 8192 bytes. */
    public static final PosixQueueLimits SYSTEM_DEFAULT = new PosixQueueLimits(0, 0);

    public PosixQueueLimits {
        if (maxMessages < 0 || messageBytes < 0) {
            throw new IllegalArgumentException("a queue's limits cannot be negative, maxMessages=" + maxMessages
                    + ", messageBytes=" + messageBytes);
        }
    }
}
