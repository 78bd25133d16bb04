package io.ipcbox.ipc.posix;

/**
 * How much a message queue holds; fixed when it is created. A zero leaves that size to the system, {@code
 * /proc/sys/fs/mqueue/msg_default} and {@code msgsize_default}. More than {@code msg_max} and {@code msgsize_max}
 * needs CAP_SYS_RESOURCE.
 *
 * @param maxMessages how many messages
 * @param messageBytes how long one may be, in bytes
 */
public record PosixQueueLimits(long maxMessages, long messageBytes) {
    /** What the system gives who asks for nothing; usually 10 messages of 8192 bytes. */
    public static final PosixQueueLimits SYSTEM_DEFAULT = new PosixQueueLimits(0, 0);

    public PosixQueueLimits {
        if (maxMessages < 0 || messageBytes < 0) {
            throw new IllegalArgumentException("a queue's limits cannot be negative, maxMessages=" + maxMessages
                    + ", messageBytes=" + messageBytes);
        }
    }
}
