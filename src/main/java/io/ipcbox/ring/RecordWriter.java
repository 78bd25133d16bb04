package io.ipcbox.ring;

import static io.ipcbox.ring.RingLayout.BEGIN;
import static io.ipcbox.ring.RingLayout.END;
import static io.ipcbox.ring.RingLayout.PADDING;
import static io.ipcbox.ring.RingLayout.RECORD_HEADER_BYTES;

import io.ipcbox.ipc.memory.MemoryFaults;
import io.ipcbox.ipc.waiting.AsymmetricFence;
import io.ipcbox.ring.RingMemory.Checkpoint;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes record behind record, makes them visible, and wakes the readers that sleep. The publishing thread calls, inside
 * its {@link RoleUse}; any thread may ask for {@link #published}.
 *
 * <p>Its memory accesses: records are written with plain stores and exist for no reader until a release store of the tail
 * makes them visible all at once. After that store it looks whether a reader sleeps, with a light fence between: the
 * heavy one is passed by the reader that is about to sleep.
 */
final class RecordWriter {
    /** What {@link #claim} returns when there is no room. */
    static final long NO_ROOM = -1;

    private final RingMemory ring;
    private final WriterLease lease;

    private long tail;
    // Up to here records are written; those from the tail on are not visible yet.
    private long written;
    // A record that ends here or before needs nothing else: the lease covers it, and it crosses no border.
    private long room;
    private long sequence;
    private int wakes;
    private final AtomicLong published = new AtomicLong();
    // Whether readers wished a copy beside the tail when this looked last.
    private boolean copies;
    private boolean ended;

    RecordWriter(RingMemory ring, WriterLease lease) {
        this.ring = ring;
        this.lease = lease;
    }

    /** Goes on where the last writer stopped; in a new ring, at 0. */
    void resume() {
        tail = ring.tail();
        written = tail;
        wakes = ring.wakes();
        ring.newest.clear();
        // The last writer may have died between forgetting that readers sleep and waking them.
        forgetAndWakeReaders();
        lease.resume(tail);
        Checkpoint newest = ring.checkpoint(false);
        sequence = ring.sequenceAt(newest, tail);
        if (sequence < 0) {
            throw ring.damaged("its last records make no sense");
        }
        // The last writer may have died before it noted one; without any, readers could no longer join one day.
        ring.setCheckpoint(tail, sequence);
        published.setRelease(sequence);
        WriterIdentity.current().store(ring.bytes);
        MemoryFaults.surface();
    }

    long published() {
        return published.getAcquire();
    }

    /** Up to here everything can be seen, once it is published. */
    long tail() {
        return tail;
    }

    /** Writes a message, and makes it and those before it visible. */
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

    /** Makes room for a record of that length, in one piece; -1 when there is none. */
    long claim(int length) {
        return !ended && makeRoom(RingLayout.recordBytes(length)) ? written : NO_ROOM;
    }

    /** True if the next record goes there: a claim elsewhere was dropped, and so was one of a ring that was ended. */
    boolean takesClaimAt(long position) {
        return position == written && !ended;
    }

    /** The claim is written. Called inside. */
    void commit(int length) {
        finishRecord(written, length, BEGIN | END);
        publishWritten();
    }

    boolean write(byte[] message, int offset, int length) {
        long end = written + RingLayout.recordBytes(length);
        if (end > room) {
            return writeParts(message, offset, length);
        }
        long at = ring.at(written);
        // One store for the whole header. Plain: the tail's release store makes it visible.
        ring.bytes.setLong(at, RingLayout.recordHeader(length, BEGIN | END, sequence));
        ring.bytes.copyIn(message, offset, at + RECORD_HEADER_BYTES, length);
        written = end;
        sequence++;
        return true;
    }

    private boolean writeParts(byte[] message, int offset, int length) {
        int done = 0;
        int flags = BEGIN;
        do {
            int part = Math.min(length - done, ring.longestPart());
            flags |= done + part == length ? END : 0;
            if (ended || !makeRoom(RingLayout.recordBytes(part))) {
                return false;
            }
            ring.bytes.copyIn(message, offset + done, ring.at(written) + RECORD_HEADER_BYTES, part);
            finishRecord(written, part, flags);
            done += part;
            if (done < length) {
                // Readers take the first parts while the next are written.
                publishWritten();
            }
            flags = 0;
        } while (done < length);
        return true;
    }

    /** Gets room for a record at {@code written}, after padding to the end of the data if it does not fit there. */
    private boolean makeRoom(long bytes) {
        long left = ring.untilWrap(written);
        long padding = left < bytes ? left : 0;
        if (written + padding + bytes > lease.end()) {
            // Readers must be able to take everything that there is, or the wait for room would have no end.
            publishWritten();
            if (!lease.extend(written, padding + bytes)) {
                return false;
            }
        }
        if (padding > 0) {
            finishRecord(written, (int) padding - RECORD_HEADER_BYTES, PADDING);
        }
        room = Math.min(lease.end(), ring.nextCheckpoint(written) - 1);
        return true;
    }

    private void finishRecord(long position, int length, int flags) {
        ring.bytes.setLong(ring.at(position), RingLayout.recordHeader(length, flags, sequence));
        written = position + RingLayout.recordBytes(length);
        if ((flags & END) != 0) {
            sequence++;
        }
        if (ring.startsCheckpoint(position, written)) {
            // The next record will be the first one after a border: reading can begin there.
            ring.setCheckpoint(written, sequence);
        }
    }

    void publishWritten() {
        if (tail == written) {
            return;
        }
        tail = written;
        // Release: who sees this tail sees every byte before it.
        ring.bytes.releaseLong(RingLayout.TAIL_AT, tail);
        published.setRelease(sequence);
        // Otherwise the look at the sleepers could come before the tail is visible, and a reader that has just seen the
        // old tail would sleep on, and no wake would come.
        AsymmetricFence.light();
        wakeReaders();
        MemoryFaults.surface();
    }

    private void wakeReaders() {
        // One load for both: it is made for every message.
        long wanted = ring.bytes.getLong(RingLayout.READERS_ASLEEP_AT);
        copies = wanted >>> Integer.SIZE != 0;
        if ((int) wanted != 0) {
            forgetAndWakeReaders();
        }
    }

    private void forgetAndWakeReaders() {
        // In this order: a reader that is about to sleep, and has said so before this forgets it, has loaded a number
        // of wakes that is over then. The other way round it could sleep on unnoticed.
        ring.bytes.releaseInt(RingLayout.READERS_ASLEEP_AT, 0);
        ring.bytes.releaseInt(RingLayout.WAKES_AT, ++wakes);
        ring.readersSleep.wakeAll();
    }

    /** Writes nothing more. */
    void finish(int state) {
        publishWritten();
        ended = true;
        room = 0;
        ring.bytes.releaseInt(RingLayout.STATE_AT, state);
        VarHandle.fullFence();
        wakeReaders();
    }
}
