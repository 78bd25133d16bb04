package io.ipcbox.ring;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import io.ipcbox.ipc.memory.AddressSpace;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The bytes of one ring, by offset, as fast as memory is: this class alone reaches past the bounds and lifetime checks of
 * the mapping's segment. So every offset that comes here is a constant of {@link RingLayout} or was masked to the data's
 * size, every length was read once and checked, and a role calls only between entering and leaving its {@link RoleUse},
 * which unmapping waits for. Assertions, on in all tests, check the bounds again; those of a copy are always checked.
 *
 * <p>The names say what an access orders: plain ones nothing; <em>acquire</em>: no later load or store comes before it,
 * so what the writer of the value did before is seen; <em>release</em>: no earlier load or store comes after it, so who
 * sees the value sees them too. There is no compare-and-set: in a file that was truncated, one that runs interpreted
 * ends the JVM.
 */
final class RingBytes {
    private static final MemorySegment ALL = AddressSpace.all();
    private static final VarHandle LONG = JAVA_LONG.varHandle().withInvokeExactBehavior();
    private static final VarHandle INT = JAVA_INT.varHandle().withInvokeExactBehavior();
    private static final VarHandle IN_ARRAY = MethodHandles.byteArrayViewVarHandle(
                    long[].class, ByteOrder.nativeOrder())
            .withInvokeExactBehavior();

    /** Up to here eight bytes at a time are faster than the call that copies. */
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

    /** Where a copy begins, whose length is not known until it is made: it stays inside, whatever its caller thinks. */
    private long copyAt(long offset, int count) {
        if (!isInside(offset, count)) {
            throw new IndexOutOfBoundsException(count + " bytes from " + offset + " on, in a ring of " + size);
        }
        return address + offset;
    }

    // Unaligned, so that the alignment need not be checked: everything that must be written at once is aligned.
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
     * From both ends at once, meeting or overlapping in the middle. Spelled out: around a loop of so few rounds the
     * compiler puts several times its own work in range checks.
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
