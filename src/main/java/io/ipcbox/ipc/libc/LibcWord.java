package io.ipcbox.ipc.libc;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/**
 * Atomic operations on 64 bits at an address, as in C's {@code <stdatomic.h>}. As in C, nothing is checked: the caller
 * keeps the memory mapped and the address a multiple of eight. A segment would check bounds, alignment and arena on
 * each access, which takes as long as the access itself.
 *
 * @see <a href="https://en.cppreference.com/w/c/atomic/atomic_compare_exchange">atomic_compare_exchange(3)</a>
 */
public final class LibcWord {
    private static final MemorySegment MEMORY = addressSpace();
    private static final VarHandle WORD = ValueLayout.JAVA_LONG.varHandle();

    private LibcWord() {}

    /** The whole address space of this process, without bounds checks: a wrong address crashes the process. */
    @SuppressWarnings("restricted")
    public static MemorySegment addressSpace() {
        return MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
    }

    /** {@code memory_order_relaxed}. */
    public static long load(long address) {
        return (long) WORD.getOpaque(MEMORY, address);
    }

    /** {@code memory_order_acquire} on success. It may fail spuriously. */
    public static boolean compareExchangeAcquire(long address, long expected, long desired) {
        return WORD.weakCompareAndSetAcquire(MEMORY, address, expected, desired);
    }

    /** {@code memory_order_release} on success. It may fail spuriously. */
    public static boolean compareExchangeRelease(long address, long expected, long desired) {
        return WORD.weakCompareAndSetRelease(MEMORY, address, expected, desired);
    }
}
