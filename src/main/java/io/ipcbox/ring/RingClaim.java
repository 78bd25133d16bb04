package io.ipcbox.ring;

import io.ipcbox.ring.RoleUse.Turn;
import java.util.Objects;

/**
 * Room in the ring for one message, which the publishing thread writes in place. An open claim delays no reader and no
 * message. Numbers are little-endian, like the machine. Bytes that are not written have undefined content. Belongs to
 * its writer, which drops it when it writes another record or ends the ring.
 */
public final class RingClaim {
    private final RecordWriter writer;
    private final RingMemory ring;
    private final RoleUse use;
    private long position;
    private long at;
    private int length;
    private boolean open;

    RingClaim(RecordWriter writer, RingMemory ring, RoleUse use) {
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
        try (Turn _ = use.enter()) {
            ring.bytes.setLong(at(offset, Long.BYTES), value);
        } catch (InternalError e) {
            throw ring.gone(e);
        }
    }

    public void setBytes(int offset, byte[] from, int start, int count) {
        Objects.checkFromIndexSize(start, count, from.length);
        try (Turn _ = use.enter()) {
            ring.bytes.copyIn(from, start, at(offset, count), count);
        } catch (InternalError e) {
            throw ring.gone(e);
        }
    }

    private long at(int offset, int bytes) {
        Objects.checkFromIndexSize(offset, bytes, length);
        requireOpen();
        return at + offset;
    }

    private void requireOpen() {
        if (!open || !writer.takesClaimAt(position)) {
            throw new IllegalStateException("this claim was committed or dropped; claim again");
        }
    }

    /** Publishes the message and those appended before it. */
    public void commit() {
        try (Turn _ = use.enter()) {
            requireOpen();
            open = false;
            writer.commit(length);
        } catch (InternalError e) {
            throw ring.gone(e);
        }
    }
}
