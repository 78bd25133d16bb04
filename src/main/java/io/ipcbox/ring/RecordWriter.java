package io.ipcbox.ring;

import io.ipcbox.ipc.mapping.MemoryFaults;
import io.ipcbox.ipc.waiting.AsymmetricFence;
import io.ipcbox.ring.RingMemory.Checkpoint;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes records, publishes them, and wakes sleeping readers. Called by the publishing thread, inside its {@link
 * RoleUse}; any thread may call {@link #published}.
 *
 * <p>Memory ordering: records are written with plain stores, and a release store of the tail publishes them all at
 * once. After it, and a light fence, the writer checks whether a reader sleeps; a reader passes the heavy fence before
 * it sleeps.
 */
final class RecordWriter {
    static final long NO_ROOM = -1;

    private final RingMemory ring;
    private final WriterLease lease;

    private long tail;
    // The end of the written records; those after the tail are not published yet.
    private long written;
    // A record that ends here or earlier is covered by the lease and crosses no checkpoint border.
    private long room;
    private long sequence;
    private int wakes;
    private final AtomicLong published = new AtomicLong();
    // True if readers asked for copies beside the tail when last checked.
    private boolean copies;
    private boolean ended;

    RecordWriter(RingMemory ring, WriterLease lease) {
        this.ring = ring;
        this.lease = lease;
    }

    /** Continues where the last writer stopped; in a new ring, at 0. */
    void resume() {
        tail = ring.tail();
        written = tail;
        wakes = ring.wakes();
        ring.newest.clear();
        // The last writer may have died between clearing the flag of sleeping readers and waking them.
        forgetAndWakeReaders();
        lease.resume(tail);
        Checkpoint newest = ring.checkpoint(false);
        sequence = ring.sequenceAt(newest, tail);
        if (sequence < 0) {
            throw ring.damaged("its last records are not valid");
        }
        // The last writer may have died before setting one; without any checkpoint, readers could not join.
        ring.setCheckpoint(tail, sequence);
        published.setRelease(sequence);
        WriterIdentity.current().store(ring.bytes);
        MemoryFaults.surface();
    }

    long published() {
        return published.getAcquire();
    }

    long tail() {
        return tail;
    }

    /** Writes a message and publishes it with those appended before. */
    boolean publish(byte[] message, int offset, int length) {
        if (!write(message, offset, length)) {
            return false;
        }
        if (copies) {
            ring.newest.show(written, sequence - 1, message, offset, length);
        }
        publishWritten();
        return true;
    }

    /** Makes room for one record of that length and returns its position, or {@link #NO_ROOM}. */
    long claim(int length) {
        return !ended && makeRoom(RingLayout.recordBytes(length)) ? written : NO_ROOM;
    }

    /** False if the claim at that position was dropped: another record was written, or the ring was ended. */
    boolean takesClaimAt(long position) {
        return position == written && !ended;
    }

    /** Publishes the current claim. */
    void commit(int length) {
        finishRecord(written, length, RingLayout.BEGIN | RingLayout.END);
        publishWritten();
    }

    boolean write(byte[] message, int offset, int length) {
        long end = written + RingLayout.recordBytes(length);
        if (end > room) {
            return writeParts(message, offset, length);
        }
        long at = ring.at(written);
        // One store for the whole header. Plain: the tail's release store publishes it.
        ring.bytes.setLong(at, RingLayout.recordHeader(length, RingLayout.BEGIN | RingLayout.END, sequence));
        ring.bytes.copyIn(message, offset, at + RingLayout.RECORD_HEADER_BYTES, length);
        written = end;
        sequence++;
        return true;
    }

    private boolean writeParts(byte[] message, int offset, int length) {
        int done = 0;
        int flags = RingLayout.BEGIN;
        do {
            int part = Math.min(length - done, ring.longestPart());
            flags |= done + part == length ? RingLayout.END : 0;
            if (ended || !makeRoom(RingLayout.recordBytes(part))) {
                return false;
            }
            ring.bytes.copyIn(message, offset + done, ring.at(written) + RingLayout.RECORD_HEADER_BYTES, part);
            finishRecord(written, part, flags);
            done += part;
            if (done < length) {
                // Readers take the first parts while the others are written.
                publishWritten();
            }
            flags = 0;
        } while (done < length);
        return true;
    }

    /** Makes room for a record at {@code written}, after padding if it does not fit before the end of the data. */
    private boolean makeRoom(long bytes) {
        long left = ring.untilWrap(written);
        long padding = left < bytes ? left : 0;
        if (written + padding + bytes > lease.end()) {
            // Readers must be able to take all records, or the wait for room would never end.
            publishWritten();
            if (!lease.extend(written, padding + bytes)) {
                return false;
            }
        }
        if (padding > 0) {
            finishRecord(written, (int) padding - RingLayout.RECORD_HEADER_BYTES, RingLayout.PADDING);
        }
        room = Math.min(lease.end(), ring.nextCheckpoint(written) - 1);
        return true;
    }

    private void finishRecord(long position, int length, int flags) {
        ring.bytes.setLong(ring.at(position), RingLayout.recordHeader(length, flags, sequence));
        written = position + RingLayout.recordBytes(length);
        if ((flags & RingLayout.END) != 0) {
            sequence++;
        }
        if (ring.startsCheckpoint(position, written)) {
            // The next record is the first after a border: reading can start there.
            ring.setCheckpoint(written, sequence);
        }
    }

    void publishWritten() {
        if (tail == written) {
            return;
        }
        tail = written;
        // Release: a reader that sees this tail sees every byte before it.
        ring.bytes.releaseLong(RingLayout.TAIL_AT, tail);
        published.setRelease(sequence);
        // Without it, the check for sleepers could precede the publication of the tail: a reader that has just seen the
        // old tail would sleep and never be woken.
        AsymmetricFence.light();
        wakeReaders();
        MemoryFaults.surface();
    }

    private void wakeReaders() {
        // One load for both flags, because it is done for every message.
        long wanted = ring.bytes.getLong(RingLayout.READERS_ASLEEP_AT);
        copies = wanted >>> Integer.SIZE != 0;
        if ((int) wanted != 0) {
            forgetAndWakeReaders();
        }
    }

    private void forgetAndWakeReaders() {
        // In this order: a reader that set the flag before this clears it has loaded the old number of wakes and will
        // not sleep. In the other order it could sleep unnoticed.
        ring.bytes.releaseInt(RingLayout.READERS_ASLEEP_AT, 0);
        ring.bytes.releaseInt(RingLayout.WAKES_AT, ++wakes);
        ring.readersSleep.wakeAll();
    }

    /** Publishes what was written and ends the ring with this state. */
    void finish(int state) {
        publishWritten();
        ended = true;
        room = 0;
        ring.bytes.releaseInt(RingLayout.STATE_AT, state);
        VarHandle.fullFence();
        wakeReaders();
    }
}
