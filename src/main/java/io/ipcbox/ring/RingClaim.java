package io.ipcbox.ring;

import java.util.Objects;

/**
 * Room in the ring for one message, to be written in place by the publishing thread. Every number is little-endian, as
 * the machine is. What is not written holds what happened to lie there. It belongs to its writer, and is dropped by
 * whatever else that does.
 */
public final class RingClaim {
    private final RingWriter writer;
    private final RingMemory ring;
    private final RoleUse use;
    private long position;
    private long at;
    private int length;
    private boolean open;

    RingClaim(RingWriter writer, RingMemory ring, RoleUse use) {
        this.writer = writer;
        this.ring = ring;
        this.use = use;
    }

    RingClaim on(long written, int bytes) {
        position = written;
        at = ring.at(written) + RingLayout.RECORD_HEADER_BYTES;
        length = bytes;
        open = true;
        return this;
    }

    public int length() {
        return length;
    }

    public void setLong(int offset, long value) {
        long to = enter(offset, Long.BYTES);
        try {
            ring.bytes.setLong(to, value);
        } catch (InternalError e) {
            throw ring.gone(e);
        } finally {
            use.leave();
        }
    }

    public void setBytes(int offset, byte[] from, int start, int count) {
        Objects.checkFromIndexSize(start, count, from.length);
        long to = enter(offset, count);
        try {
            ring.bytes.copyIn(from, start, to, count);
        } catch (InternalError e) {
            throw ring.gone(e);
        } finally {
            use.leave();
        }
    }

    private long enter(int offset, int bytes) {
        Objects.checkFromIndexSize(offset, bytes, length);
        if (!open || position != writer.written()) {
            throw new IllegalStateException("this claim was committed or dropped; claim again");
        }
        use.enter();
        return at + offset;
    }

    /** Publishes the message, and those appended before it. */
    public void commit() {
        long begin = enter(0, 0);
        try {
            assert begin == at;
            open = false;
            writer.commit(length);
        } catch (InternalError e) {
            throw ring.gone(e);
        } finally {
            use.leave();
        }
    }
}
