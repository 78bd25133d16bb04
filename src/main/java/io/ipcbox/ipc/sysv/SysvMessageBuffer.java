package io.ipcbox.ipc.sysv;

import io.ipcbox.ipc.libc.MessageMemory;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/**
 * A reusable buffer for one message: sending and receiving with it allocates nothing. In C a {@code struct msgbuf};
 * offsets in bytes:
 *
 * <pre>
 *    0  mtype  s64   above zero
 *    8  mtext        the message, {@link #length} bytes of {@link #capacityBytes}
 * </pre>
 *
 * <p>For one thread at a time. The garbage collector frees the memory.
 */
public final class SysvMessageBuffer {
    private static final long TYPE = 0;
    private static final long TEXT = Long.BYTES;
    private static final int FIRST_CAPACITY = 512;
    private static final int LARGEST_CAPACITY = Integer.MAX_VALUE - Long.BYTES;

    private enum TooLong {
        REFUSE,
        TRUNCATE,
        GROW
    }

    private final TooLong tooLong;
    private MemorySegment memory;
    private MemorySegment text;
    private int length;

    private SysvMessageBuffer(int capacityBytes, TooLong tooLong) {
        this.tooLong = tooLong;
        this.memory = allocate(capacityBytes);
        this.text = memory.asSlice(TEXT);
        setType(1);
    }

    private static MemorySegment allocate(int capacityBytes) {
        if (capacityBytes < 0 || capacityBytes > LARGEST_CAPACITY) {
            throw new IllegalArgumentException(
                    "a buffer holds 0 to " + LARGEST_CAPACITY + " bytes, not " + capacityBytes);
        }
        return MessageMemory.allocate(TEXT + capacityBytes);
    }

    /** A longer message is an error (E2BIG) and stays in the queue. */
    public static SysvMessageBuffer ofCapacity(int capacityBytes) {
        return new SysvMessageBuffer(capacityBytes, TooLong.REFUSE);
    }

    /** A longer message is truncated, and its rest is lost ({@code MSG_NOERROR}). */
    public static SysvMessageBuffer truncating(int capacityBytes) {
        return new SysvMessageBuffer(capacityBytes, TooLong.TRUNCATE);
    }

    /** A buffer that grows to the size of the largest message. */
    public static SysvMessageBuffer growing() {
        return new SysvMessageBuffer(FIRST_CAPACITY, TooLong.GROW);
    }

    /** The longest message that fits now. */
    public int capacityBytes() {
        return (int) text.byteSize();
    }

    public long type() {
        return memory.get(ValueLayout.JAVA_LONG, TYPE);
    }

    /** @param type above zero */
    public void setType(long type) {
        memory.set(ValueLayout.JAVA_LONG, TYPE, SysvMessage.checkedType(type));
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

    /** {@link #capacityBytes} bytes for the message. A growing buffer may have a new segment after a receive. */
    public MemorySegment text() {
        return text;
    }

    /** Fills in a message to be sent; a growing buffer grows if needed. */
    public void set(long type, byte[] data) {
        Objects.requireNonNull(data, "data");
        SysvMessage.checkedType(type);
        if (data.length > capacityBytes() && tooLong == TooLong.GROW) {
            resize(data.length);
        }
        setLength(data.length);
        setType(type);
        MemorySegment.copy(data, 0, text, ValueLayout.JAVA_BYTE, 0, data.length);
    }

    /** A copy of the message. */
    public SysvMessage toMessage() {
        byte[] data = new byte[length];
        MemorySegment.copy(text, ValueLayout.JAVA_BYTE, 0, data, 0, length);
        return new SysvMessage(type(), data);
    }

    /** The memory that the kernel reads or writes. */
    MemorySegment memory() {
        return memory;
    }

    boolean truncates() {
        return tooLong == TooLong.TRUNCATE;
    }

    /** Makes room for a message that was too long; false if this buffer does not grow, or cannot grow further. */
    boolean grow() {
        if (tooLong != TooLong.GROW || capacityBytes() == LARGEST_CAPACITY) {
            return false;
        }
        resize((int) Math.min(2L * capacityBytes(), LARGEST_CAPACITY));
        return true;
    }

    private void resize(int capacityBytes) {
        memory = allocate(capacityBytes);
        text = memory.asSlice(TEXT);
        length = 0;
    }
}
