package io.ipcbox.ipc.sysv;

import io.ipcbox.ipc.libc.MessageMemory;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/**
 * Room for one message, to be used again and again: sending and receiving with it allocates nothing. C's {@code struct
 * msgbuf}, offsets in bytes:
 *
 * <pre>
 *    0  mtype  s64   above zero
 *    8  mtext        the message, {@link #length} bytes of {@link #capacityBytes}
 * </pre>
 *
 * <p>One thread at a time. The memory is freed by the garbage collector.
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

    /** A buffer that takes messages up to that length; a longer one is an error (E2BIG) and stays in the queue. */
    public static SysvMessageBuffer ofCapacity(int capacityBytes) {
        return new SysvMessageBuffer(capacityBytes, TooLong.REFUSE);
    }

    /** A buffer that takes the beginning of a longer message; the rest of it is lost ({@code MSG_NOERROR}). */
    public static SysvMessageBuffer truncating(int capacityBytes) {
        return new SysvMessageBuffer(capacityBytes, TooLong.TRUNCATE);
    }

    /** A buffer that becomes as large as the largest message it has met. */
    public static SysvMessageBuffer growing() {
        return new SysvMessageBuffer(FIRST_CAPACITY, TooLong.GROW);
    }

    /** How long a message may be now. */
    public int capacityBytes() {
        return (int) text.byteSize();
    }

    /** Type of the message received, or to be sent. */
    public long type() {
        return memory.get(ValueLayout.JAVA_LONG, TYPE);
    }

    /** @param type above zero */
    public void setType(long type) {
        memory.set(ValueLayout.JAVA_LONG, TYPE, SysvMessage.checkedType(type));
    }

    /** How long the message received is, or the one to be sent, in bytes. */
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

    /** Where the message lies: {@link #capacityBytes} bytes. A growing buffer may have another one after a receive. */
    public MemorySegment text() {
        return text;
    }

    /** Fills in a message to be sent, growing if need be and allowed. */
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

    /** What the kernel reads or writes. */
    MemorySegment memory() {
        return memory;
    }

    boolean truncates() {
        return tooLong == TooLong.TRUNCATE;
    }

    /** Makes room for a message that was too long; false when it may not, or cannot any more. */
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
