package io.ipcbox.ring;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import io.ipcbox.ipc.mapping.AddressSpace;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The bytes of one ring, by offset, at the speed of memory: only this class bypasses the bounds and lifetime checks of
 * the mapping's segment. Therefore every offset is a constant of {@link RingLayout} or masked to the data's size, every
 * length is read once and checked, and a role calls only inside its {@link RoleUse}, which unmapping waits for.
 * Assertions, enabled in all tests, check the bounds again; those of a copy are always checked.
 *
 * <p>The names tell the memory ordering. Plain accesses have none. <em>acquire</em>: no later load or store moves
 * before it, so everything that preceded the store of the value is visible. <em>release</em>: no earlier load or store
 * moves after it, so they are visible with the value. There is no compare-and-set, which crashes the JVM if it runs
 * interpreted on a truncated file.
 */
final class RingBytes {
    private static final MemorySegment ALL = AddressSpace.all();
    private static final VarHandle LONG = JAVA_LONG.varHandle().withInvokeExactBehavior();
    private static final VarHandle INT = JAVA_INT.varHandle().withInvokeExactBehavior();
    private static final VarHandle IN_ARRAY = MethodHandles.byteArrayViewVarHandle(
                    long[].class, ByteOrder.nativeOrder())
            .withInvokeExactBehavior();

    /** Up to this size, copying eight bytes at a time is faster than a call that copies. */
    private static final int SHORT_BYTES = 64;

    private final long address;
    private final long size;

    RingBytes(MemorySegment mapping) {
        this.address = mapping.address();
        this.size = mapping.byteSize();
    }

    private long at(long offset, long length) {
        assert isInside(offset, length) : offset + " + " + length;
        return address + offset;
    }

    private boolean isInside(long offset, long length) {
        return offset >= 0 && length >= 0 && offset <= size - length;
    }

    /** The address for a copy, whose length is known only at run time: always checked. */
    private long copyAt(long offset, int count) {
        if (!isInside(offset, count)) {
            throw new IndexOutOfBoundsException(count + " bytes from " + offset + " on, in a ring of " + size);
        }
        return address + offset;
    }

    // Unaligned, to avoid the alignment check: everything that must be written at once is aligned.
    long getLong(long offset) {
        return ALL.get(JAVA_LONG_UNALIGNED, at(offset, Long.BYTES));
    }

    int getInt(long offset) {
        return ALL.get(JAVA_INT_UNALIGNED, at(offset, Integer.BYTES));
    }

    void setLong(long offset, long value) {
        ALL.set(JAVA_LONG_UNALIGNED, at(offset, Long.BYTES), value);
    }

    void setInt(long offset, int value) {
        ALL.set(JAVA_INT_UNALIGNED, at(offset, Integer.BYTES), value);
    }

    long acquireLong(long offset) {
        return (long) LONG.getAcquire(ALL, at(offset, Long.BYTES));
    }

    int acquireInt(long offset) {
        return (int) INT.getAcquire(ALL, at(offset, Integer.BYTES));
    }

    void releaseLong(long offset, long value) {
        LONG.setRelease(ALL, at(offset, Long.BYTES), value);
    }

    void releaseInt(long offset, int value) {
        INT.setRelease(ALL, at(offset, Integer.BYTES), value);
    }

    void copyIn(byte[] from, int start, long offset, int count) {
        long to = copyAt(offset, count);
        if (count > SHORT_BYTES) {
            MemorySegment.copy(from, start, ALL, JAVA_BYTE, to, count);
        } else if (count >= Long.BYTES) {
            copyShortIn(from, start, to, count);
        } else {
            for (int i = 0; i < count; i++) {
                ALL.set(JAVA_BYTE, to + i, from[start + i]);
            }
        }
    }

    /**
     * Copies from both ends, overlapping in the middle. Unrolled: the compiler surrounds a loop of so few rounds with
     * range checks that cost several times as much.
     */
    private static void copyShortIn(byte[] from, int start, long to, int count) {
        int last = count - Long.BYTES;
        if (count > 4 * Long.BYTES) {
            copyLongIn(from, start + 16, to + 16);
            copyLongIn(from, start + 24, to + 24);
            copyLongIn(from, start + last - 24, to + last - 24);
            copyLongIn(from, start + last - 16, to + last - 16);
        }
        if (count > 2 * Long.BYTES) {
            copyLongIn(from, start + 8, to + 8);
            copyLongIn(from, start + last - 8, to + last - 8);
        }
        copyLongIn(from, start, to);
        copyLongIn(from, start + last, to + last);
    }

    private static void copyLongIn(byte[] from, int start, long to) {
        ALL.set(JAVA_LONG_UNALIGNED, to, (long) IN_ARRAY.get(from, start));
    }

    void copyOut(long offset, byte[] to, int start, int count) {
        long from = copyAt(offset, count);
        if (count > SHORT_BYTES) {
            MemorySegment.copy(ALL, JAVA_BYTE, from, to, start, count);
        } else if (count >= Long.BYTES) {
            copyShortOut(from, to, start, count);
        } else {
            for (int i = 0; i < count; i++) {
                to[start + i] = ALL.get(JAVA_BYTE, from + i);
            }
        }
    }

    private static void copyShortOut(long from, byte[] to, int start, int count) {
        int last = count - Long.BYTES;
        if (count > 4 * Long.BYTES) {
            copyLongOut(from + 16, to, start + 16);
            copyLongOut(from + 24, to, start + 24);
            copyLongOut(from + last - 24, to, start + last - 24);
            copyLongOut(from + last - 16, to, start + last - 16);
        }
        if (count > 2 * Long.BYTES) {
            copyLongOut(from + 8, to, start + 8);
            copyLongOut(from + last - 8, to, start + last - 8);
        }
        copyLongOut(from, to, start);
        copyLongOut(from + last, to, start + last);
    }

    private static void copyLongOut(long from, byte[] to, int start) {
        IN_ARRAY.set(to, start, ALL.get(JAVA_LONG_UNALIGNED, from));
    }
}
