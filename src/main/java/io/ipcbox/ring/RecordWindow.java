package io.ipcbox.ring;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A section of the ring, copied to the heap at once. Small records are read from there, many for each access to the
 * ring, and no process can change them. For one thread.
 */
final class RecordWindow {
    /** Fits into a core's cache together with the lines of the ring that it is copied from. */
    private static final int BYTES = 1 << 13;

    /** Only records up to this size are read through the window; it would copy the beginning of longer ones twice. */
    private static final long SHORT_RECORD_BYTES = 1 << 12;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();

    private final RingMemory ring;
    private final byte[] bytes = new byte[BYTES];
    private int start;
    private int end;
    private int copied;

    RecordWindow(RingMemory ring) {
        this.ring = ring;
    }

    static boolean takes(long header) {
        return RingLayout.recordBytes(RingLayout.length(header)) <= SHORT_RECORD_BYTES;
    }

    void clear() {
        start = end;
    }

    /**
     * Copies the bytes between two positions, as far as they fit. The window stays empty until the caller has checked
     * that they were not overwritten, and calls {@link #believe}.
     */
    void copy(long position, long limit) {
        long most = Math.min(limit - position, ring.untilWrap(position));
        clear();
        copied = (int) Math.min(most, BYTES);
        ring.bytes.copyOut(ring.at(position), bytes, 0, copied);
    }

    /** As {@link #copy}, for the newest message, which has this header. */
    void copyNewest(long header) {
        clear();
        copied = (int) RingLayout.recordBytes(RingLayout.length(header));
        ring.newest.copyOut(bytes);
    }

    /** Opens the window on the copied bytes. */
    void believe() {
        start = 0;
        end = copied;
    }

    boolean isEmpty() {
        return !hasHeaderAt(start);
    }

    /** The header of the first record; the window must not be empty. */
    long header() {
        return headerAt(start);
    }

    boolean hasHeaderAt(int at) {
        return end - at >= RingLayout.RECORD_HEADER_BYTES;
    }

    long headerAt(int at) {
        return (long) LONG.get(bytes, at);
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** True if the whole first record is in the window. */
    boolean holds(long header) {
        return RingLayout.recordBytes(RingLayout.length(header)) <= end - start;
    }

    byte[] bytes() {
        return bytes;
    }

    /** The offset of the first record's payload. */
    int payload() {
        return start + RingLayout.RECORD_HEADER_BYTES;
    }

    void skipTo(int at) {
        start = at;
    }

    void skip(long header) {
        start += (int) RingLayout.recordBytes(RingLayout.length(header));
    }
}
