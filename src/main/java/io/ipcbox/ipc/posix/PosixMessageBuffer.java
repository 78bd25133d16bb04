package io.ipcbox.ipc.posix;

import io.ipcbox.ipc.libc.LibcMqueue;
import io.ipcbox.ipc.libc.MessageMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/**
 * A reusable buffer for one message: sending and receiving with it allocates nothing. For one thread at a time. The
 * garbage collector frees the memory.
 */
public final class PosixMessageBuffer {
    // Filled in by the kernel when receiving; holds the caller's value when sending.
    private final MemorySegment priority;
    private MemorySegment data;
    private int length;

    private PosixMessageBuffer(int capacityBytes) {
        this.priority = Arena.ofAuto().allocate(ValueLayout.JAVA_INT);
        this.data = allocate(capacityBytes);
    }

    private static MemorySegment allocate(int capacityBytes) {
        if (capacityBytes < 0) {
            throw new IllegalArgumentException("a buffer cannot hold " + capacityBytes + " bytes");
        }
        // At least one byte: C needs an address.
        return MessageMemory.allocate(Math.max(capacityBytes, 1));
    }

    /** A queue refuses to receive into a buffer that is shorter than its longest message. */
    public static PosixMessageBuffer ofCapacity(int capacityBytes) {
        return new PosixMessageBuffer(capacityBytes);
    }

    static void checkPriority(int priority) {
        if (priority < 0 || priority >= LibcMqueue.MQ_PRIO_MAX) {
            throw new IllegalArgumentException(
                    "a priority must lie between 0 and " + (LibcMqueue.MQ_PRIO_MAX - 1) + ", priority=" + priority);
        }
    }

    /** The longest message that fits. */
    public int capacityBytes() {
        return (int) data.byteSize();
    }

    /** {@link #capacityBytes} bytes, of which the first {@link #length} are the message. */
    public MemorySegment data() {
        return data;
    }

    /** The length of the message, received or to be sent, in bytes. */
    public int length() {
        return length;
    }

    /** @param length not above {@link #capacityBytes} */
    public void setLength(int length) {
        if (length < 0 || length > capacityBytes()) {
            throw new IllegalArgumentException("the buffer holds 0 to " + capacityBytes() + " bytes, not " + length);
        }
        this.length = length;
    }

    public int priority() {
        return priority.get(ValueLayout.JAVA_INT, 0);
    }

    /** @param priority 0 to 32767 */
    public void setPriority(int priority) {
        checkPriority(priority);
        this.priority.set(ValueLayout.JAVA_INT, 0, priority);
    }

    /** Fills in a message to be sent, of at most {@link #capacityBytes}. */
    public void set(byte[] message, int priority) {
        Objects.requireNonNull(message, "message");
        checkPriority(priority);
        setLength(message.length);
        setPriority(priority);
        MemorySegment.copy(message, 0, data, ValueLayout.JAVA_BYTE, 0, message.length);
    }

    /** A copy of the message. */
    public PosixMessage toMessage() {
        byte[] copy = new byte[length];
        MemorySegment.copy(data, ValueLayout.JAVA_BYTE, 0, copy, 0, length);
        return new PosixMessage(copy, priority());
    }

    /** The integer that the kernel writes the priority to. */
    MemorySegment priorityMemory() {
        return priority;
    }

    /** Grows the buffer if needed, which loses its content. */
    PosixMessageBuffer atLeast(long bytes) {
        if (bytes > data.byteSize()) {
            data = allocate(Math.toIntExact(bytes));
            length = 0;
        }
        return this;
    }
}
