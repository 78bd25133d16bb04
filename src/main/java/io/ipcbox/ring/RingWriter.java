package io.ipcbox.ring;

import static io.ipcbox.ring.RingLayout.BEGIN;
import static io.ipcbox.ring.RingLayout.END;
import static io.ipcbox.ring.RingLayout.PADDING;
import static io.ipcbox.ring.RingLayout.RECORD_HEADER_BYTES;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.WaitEndedException;
import io.ipcbox.ipc.file.ByteLocks;
import io.ipcbox.ipc.memory.MemoryFaults;
import io.ipcbox.ipc.waiting.AsymmetricFence;
import io.ipcbox.ipc.waiting.Deadline;
import io.ipcbox.ring.RingMemory.Checkpoint;
import io.ipcbox.ring.RoleUse.Turn;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of a ring. One thread at a time publishes, ends and drains; any thread may ask for {@link #readers},
 * {@link #published}, {@link #stop} or {@link #close} it. A call during another thread's call, also one on a {@link
 * RingClaim}, is refused with a {@link java.util.ConcurrentModificationException} and does nothing; calls that the
 * threads themselves keep apart may come from any of them, a change of thread costs microseconds. It waits for slow
 * readers and cuts off those that take nothing for the stall timeout while the ring is full. The role is given back by
 * {@link #close}, by closing the ring's file, or by dying. Publishing allocates nothing.
 *
 * <p>Its memory accesses: records are written with plain stores and exist for nobody until a release store of the tail
 * makes them visible all at once. After that store it looks whether a reader sleeps, with a light fence between: the
 * heavy one is passed by the reader that is about to sleep. Who uses a writer after its close gets an {@link
 * IpcException} with EBADF.
 */
public final class RingWriter implements AutoCloseable {
    private static final Duration LONGEST_STALL = Duration.ofNanos(Long.MAX_VALUE / 2);

    private final RingMemory ring;
    private final ByteLocks locks;
    private final RingPlaces places;
    private final WriterLease lease;
    private final RoleUse use;
    private final WaitEnd end;
    private final RingClaim claim;

    private long tail;
    // Up to here records are written; those from the tail on nobody can see yet.
    private long written;
    // A record that ends here or before needs nothing else: the lease covers it, and it crosses no border.
    private long room;
    private long sequence;
    private int wakes;
    private final AtomicLong published = new AtomicLong();
    // Whether readers wished a copy beside the tail when this looked last.
    private boolean copies;
    private boolean ended;

    /**
     * Takes the writer's role.
     *
     * @throws IpcException EBUSY when another writer has it; EBADMSG when what the last writer left cannot be continued
     */
    RingWriter(RingMemory ring, ByteLocks locks, Duration stallTimeout, WaitStrategy waiting) {
        long stallNanos = stallNanos(stallTimeout);
        Objects.requireNonNull(waiting, "waiting");
        if (!locks.tryLock(RingLayout.WRITER_LOCK_AT)) {
            long pid = ring.bytes.getLong(RingLayout.WRITER_PID_AT);
            throw new IpcException("write to", ring.object(), Errno.EBUSY, "another writer has it (pid " + pid + ")");
        }
        this.ring = ring;
        this.locks = locks;
        this.use = new RoleUse(ring.object());
        this.places = new RingPlaces(ring, locks, stallNanos);
        this.end = new WaitEnd("write to", ring.object());
        this.lease = new WriterLease(ring, places, waiting, stallNanos, end);
        this.claim = new RingClaim(this, ring, use);
        try {
            resume();
        } catch (RuntimeException | InternalError e) {
            close();
            throw e;
        }
    }

    private static long stallNanos(Duration stallTimeout) {
        if (Objects.requireNonNull(stallTimeout, "stallTimeout").isNegative()) {
            throw new IllegalArgumentException("a stall timeout cannot be negative, stallTimeout=" + stallTimeout);
        }
        return stallTimeout.compareTo(LONGEST_STALL) < 0 ? stallTimeout.toNanos() : LONGEST_STALL.toNanos();
    }

    /** Goes on where the last writer stopped; in a new ring, at 0. */
    private void resume() {
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
        // The last writer may have died before it noted one; without any, nobody could join one day.
        ring.setCheckpoint(tail, sequence);
        published.setRelease(sequence);
        WriterIdentity.current().store(ring.bytes);
        MemoryFaults.surface();
    }

    /** How many messages this ring has carried, those of earlier writers too. */
    public long published() {
        return published.getAcquire();
    }

    /**
     * Publishes one message, and those appended before it: copies it into the ring, in parts if it is longer than an
     * eighth of it, and wakes those who sleep. Waits for room.
     *
     * @return false when the ring was ended, or this writer was {@linkplain #stop stopped} and there is no room
     * @throws WaitEndedException when the thread is interrupted while it waits for room, or another thread closes this
     *     writer. Of a message that goes in parts some may have gone out then, as when this returns false: readers drop
     *     them
     * @throws IpcException EIO when the ring's file was truncated
     */
    public boolean publish(byte[] message, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, message.length);
        Turn turn = use.enter();
        try {
            if (!write(message, offset, length)) {
                return false;
            }
            if (copies) {
                ring.newest.show(written, sequence - 1, message, offset, length);
            }
            publishWritten();
            return true;
        } catch (InternalError e) {
            throw ring.gone(e);
        } finally {
            turn.leave();
        }
    }

    /**
     * Writes one message that readers see together with the next ones: at the next {@link #flush} or {@link #publish},
     * or earlier, when there is no more room. Publishing many at once is several times as fast.
     *
     * @return as {@link #publish}
     */
    public boolean append(byte[] message, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, message.length);
        Turn turn = use.enter();
        try {
            return write(message, offset, length);
        } catch (InternalError e) {
            throw ring.gone(e);
        } finally {
            turn.leave();
        }
    }

    /** Publishes what was appended. */
    public void flush() {
        Turn turn = use.enter();
        try {
            publishWritten();
        } catch (InternalError e) {
            throw ring.gone(e);
        } finally {
            turn.leave();
        }
    }

    /**
     * Gives room for one message to be written in place, which {@link RingClaim#commit} then publishes. Waits for room.
     * Whatever writes a record or ends the ring drops the claim.
     *
     * @param length in bytes, at most {@link #longestClaim}
     * @return null in the cases in which {@link #publish} returns false; else the claim, the same object every time
     */
    public @Nullable RingClaim claim(int length) {
        if (length < 0 || length > longestClaim()) {
            throw new IllegalArgumentException(
                    "a claim has 0 to " + longestClaim() + " bytes in this ring, length=" + length);
        }
        Turn turn = use.enter();
        try {
            return !ended && makeRoom(RingLayout.recordBytes(length)) ? claim.on(written, length) : null;
        } catch (InternalError e) {
            throw ring.gone(e);
        } finally {
            turn.leave();
        }
    }

    /** The longest message that can be written in place: an eighth of the ring, less a header. */
    public int longestClaim() {
        return ring.longestPart();
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

    private boolean write(byte[] message, int offset, int length) {
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

    private void publishWritten() {
        if (tail == written) {
            return;
        }
        tail = written;
        // Release: who sees this tail sees every byte before it.
        ring.bytes.releaseLong(RingLayout.TAIL_AT, tail);
        published.setRelease(sequence);
        // Otherwise the look at the sleepers could come before the tail is visible, and a reader that has just seen the
        // old tail would sleep on with nobody to wake it.
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
        // of wakes that is over then. The other way round it could sleep on with nobody to know.
        ring.bytes.releaseInt(RingLayout.READERS_ASLEEP_AT, 0);
        ring.bytes.releaseInt(RingLayout.WAKES_AT, ++wakes);
        ring.readersSleep.wakeAll();
    }

    /**
     * Waits until every registered reader that is alive and was not cut off has taken everything; gives up when the time
     * is up, when all that have not are stuck, and on {@link #stop}.
     *
     * @param timeout zero or less asks once
     * @return true when all have
     * @throws WaitEndedException when the thread is interrupted while it waits, or another thread closes this writer
     * @throws IpcException EIO when the ring's file was truncated
     */
    public boolean awaitDrained(Duration timeout) {
        Deadline deadline = Deadline.after(Objects.requireNonNull(timeout, "timeout"));
        Turn turn = use.enter();
        try {
            publishWritten();
            boolean drained = lease.awaitDrained(tail, deadline);
            MemoryFaults.surface();
            return drained;
        } catch (InternalError e) {
            throw ring.gone(e);
        } finally {
            turn.leave();
        }
    }

    /**
     * The readers that hold a place now; none after the close. Frees the places of dead ones on the way.
     *
     * @throws IpcException EIO when the ring's file was truncated
     */
    public List<RingReaderStatus> readers() {
        return use.visit(this::statuses, List.of());
    }

    private List<RingReaderStatus> statuses() {
        try {
            List<RingReaderStatus> statuses = places.statuses(published());
            MemoryFaults.surface();
            return statuses;
        } catch (InternalError e) {
            throw ring.gone(e);
        }
    }

    /** Says that no message follows; readers that have taken everything are told so. The role is still this writer's. */
    public void end() {
        finish(RingLayout.ENDED);
    }

    /** Tells readers that a new ring has the name now. */
    void replaced() {
        finish(RingLayout.REPLACED);
    }

    private void finish(int state) {
        Turn turn = use.enter();
        try {
            publishWritten();
            ended = true;
            room = 0;
            ring.bytes.releaseInt(RingLayout.STATE_AT, state);
            VarHandle.fullFence();
            wakeReaders();
            MemoryFaults.surface();
        } catch (InternalError e) {
            throw ring.gone(e);
        } finally {
            turn.leave();
        }
    }

    /**
     * Ends a wait for room or for readers that is under way, and every later one at once: it returns false. Any thread may
     * call, also after the close.
     */
    public void stop() {
        use.visit(() -> {
            end.stop();
            lease.wake();
        });
    }

    /**
     * Gives the role up; if the ring was not ended, the next writer continues it. Any thread may call; returns when no
     * thread is inside another method any more. Harmless when repeated.
     */
    @Override
    public void close() {
        close(() -> {});
    }

    /** Does something more with the memory when no thread is inside any more. */
    void close(Runnable next) {
        use.visit(end::close);
        use.close(lease::wake, () -> locks.unlock(RingLayout.WRITER_LOCK_AT), next);
    }
}
