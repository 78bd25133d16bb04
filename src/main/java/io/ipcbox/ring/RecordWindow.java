package io.ipcbox.ring;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A stretch of the ring, copied to the heap in one go: small records are read there, many for one look at the ring, and
 * nobody can change them any more. One thread's.
 */
final class RecordWindow {
    /** Fits in a processor's own cache, with the ring's lines that it is copied from. */
    private static final int BYTES = 1 << 13;

    /** A record up to this size is read through a window; copying the beginning of a long one twice would not pay. */
    private static final long SHORT_RECORD_BYTES = 1 << 12;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();

    private final RingMemory ring;
    private final byte[] bytes = new byte[BYTES];
    private int start;
    private int end;
    // Behind the start too, once they are believed.
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
     * Copies what lies between two positions, as far as there is space here. The window is empty until it is known that
     * all was still there then, and {@link #believe} was called.
     */
    void copy(long position, long limit) {
        long most = Math.min(limit - position, ring.untilWrap(position));
        clear();
        copied = (int) Math.min(most, BYTES);
        ring.bytes.copyOut(ring.at(position), bytes, 0, copied);
    }

    /** Copies the newest message, whose header this is. As above. */
    void copyNewest(long header) {
        clear();
        copied = (int) RingLayout.recordBytes(RingLayout.length(header));
        ring.newest.copyOut(bytes);
    }

    /** What was copied is good. */
    void believe() {
        start = 0;
        end = copied;
    }

    boolean isEmpty() {
        return !hasHeaderAt(start);
    }

    /** The header of the first record; the window is not empty. */
    long header() {
        return headerAt(start);
    }

    boolean hasHeaderAt(int at) {
        return end - at >= RingLayout.RECORD_HEADER_BYTES;
    }

    long headerAt(int at) {
        return (long) LONG.get(bytes, at);
    }

    /** Where in the bytes the first record begins. */
    int start() {
        return start;
    }

    /** Where in the bytes the window ends. */
    int end() {
        return end;
    }

    /** True when the whole first record lies here. */
    boolean holds(long header) {
        return RingLayout.recordBytes(RingLayout.length(header)) <= end - start;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where the first record's bytes begin. */
    int payload() {
        return start + RingLayout.RECORD_HEADER_BYTES;
    }

    /** The records before that place are taken. */
    void skipTo(int at) {
        start = at;
    }

    void skip(long header) {
        start += (int) RingLayout.recordBytes(RingLayout.length(header));
    }
}
