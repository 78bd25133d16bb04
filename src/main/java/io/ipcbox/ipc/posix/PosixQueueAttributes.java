package io.ipcbox.ipc.posix;

import io.ipcbox.ipc.file.Descriptor;
import io.ipcbox.ipc.libc.LibcFile;
import io.ipcbox.ipc.libc.LibcMqueue;
import io.ipcbox.ipc.libc.MqAttrLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A snapshot of a message queue.
 *
 * @param maxMessages the most messages that fit
 * @param messageBytes the longest message allowed, in bytes
 * @param currentMessages the messages in the queue
 * @param isNonBlocking true if calls on this handle never wait; a property of the handle, not of the queue
 * @see <a href="https://man7.org/linux/man-pages/man3/mq_getattr.3.html">mq_getattr(3)</a>
 */
public record PosixQueueAttributes(long maxMessages, long messageBytes, long currentMessages, boolean isNonBlocking) {
    static PosixQueueAttributes of(Descriptor queue) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attributes = arena.allocate(MqAttrLayout.BYTES, Long.BYTES);
            queue.call("look at", fd -> LibcMqueue.mq_getattr(fd, attributes));
            return new PosixQueueAttributes(
                    attributes.get(ValueLayout.JAVA_LONG, MqAttrLayout.MAX_MESSAGES),
                    attributes.get(ValueLayout.JAVA_LONG, MqAttrLayout.MESSAGE_BYTES),
                    attributes.get(ValueLayout.JAVA_LONG, MqAttrLayout.CURRENT_MESSAGES),
                    (attributes.get(ValueLayout.JAVA_LONG, MqAttrLayout.FLAGS) & LibcFile.O_NONBLOCK) != 0);
        }
    }

    static void setNonBlocking(Descriptor queue, boolean nonBlocking) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attributes = arena.allocate(MqAttrLayout.BYTES, Long.BYTES);
            attributes.set(ValueLayout.JAVA_LONG, MqAttrLayout.FLAGS, nonBlocking ? LibcFile.O_NONBLOCK : 0);
            queue.call("change", fd -> LibcMqueue.mq_setattr(fd, attributes, MemorySegment.NULL));
        }
    }
}
