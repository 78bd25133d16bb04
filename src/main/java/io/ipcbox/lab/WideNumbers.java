package io.ipcbox.lab;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;

/**
 * Numbers in shared memory, wide enough for ten times a long and for the sum of ten million of those: 16 bytes each, two's
 * complement, the lower half first. The caller frees the memory.
 */
record WideNumbers(MemorySegment memory) {
    private static final long BYTES = 16;
    private static final int HALF_BITS = 64;
    private static final BigInteger HALF = BigInteger.ONE.shiftLeft(HALF_BITS);

    static long bytes(int count) {
        return count * BYTES;
    }

    BigInteger get(int index) {
        BigInteger low = BigInteger.valueOf(memory.get(ValueLayout.JAVA_LONG, index * BYTES));
        BigInteger high = BigInteger.valueOf(memory.get(ValueLayout.JAVA_LONG, index * BYTES + Long.BYTES));
        return high.shiftLeft(HALF_BITS).add(low.signum() < 0 ? low.add(HALF) : low);
    }

    void set(int index, BigInteger number) {
        memory.set(ValueLayout.JAVA_LONG, index * BYTES, number.longValue());
        memory.set(
                ValueLayout.JAVA_LONG,
                index * BYTES + Long.BYTES,
                number.shiftRight(HALF_BITS).longValue());
    }
}
