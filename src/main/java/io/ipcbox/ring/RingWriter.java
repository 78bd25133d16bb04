package io.ipcbox.ring;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.WaitEndedException;
import io.ipcbox.ipc.file.ByteLocks;
import io.ipcbox.ipc.memory.MemoryFaults;
import io.ipcbox.ipc.waiting.Deadline;
import io.ipcbox.ring.RoleUse.Turn;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of a ring. One thread at a time publishes, ends and drains; any thread may ask for {@link #readers},
 * {@link #published}, {@link #stop} or {@link #close} it. A call during another thread's call, also one on a {@link
 * RingClaim}, is refused with a {@link java.util.ConcurrentModificationException} and does nothing; calls that the
 * threads themselves keep apart may come from any of them, a change of thread costs microseconds. It waits for slow
 * readers and cuts off those that take nothing for the stall timeout while the ring is full. The role is given back by
 * {@link #close}, by closing the ring's file, or by dying. Publishing allocates nothing.
 *
 * <p>A call after the close is an {@link IpcException} with EBADF.
 */
public final class RingWriter implements AutoCloseable {
    private static final Duration LONGEST_STALL = Duration.ofNanos(Long.MAX_VALUE / 2);

    private final RingMemory ring;
    private final ByteLocks locks;
    private final RingPlaces places;
    private final WriterLease lease;
    private final RoleUse use;
    private final WaitEnd end;
    private final RecordWriter records;
    private final RingClaim claim;

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
        this.records = new RecordWriter(ring, lease);
        this.claim = new RingClaim(records, ring, use);
        try {
            records.resume();
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

    /** How many messages this ring has carried, those of earlier writers too. */
    public long published() {
        return records.published();
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
        try (Turn _ = use.enter()) {
            return records.publish(message, offset, length);
        } catch (InternalError e) {
            throw ring.gone(e);
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
        try (Turn _ = use.enter()) {
            return records.write(message, offset, length);
        } catch (InternalError e) {
            throw ring.gone(e);
        }
    }

    /** Publishes what was appended. */
    public void flush() {
        try (Turn _ = use.enter()) {
            records.publishWritten();
        } catch (InternalError e) {
            throw ring.gone(e);
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
        try (Turn _ = use.enter()) {
            long position = records.claim(length);
            return position == RecordWriter.NO_ROOM ? null : claim.on(position, length);
        } catch (InternalError e) {
            throw ring.gone(e);
        }
    }

    /** The longest message that can be written in place: an eighth of the ring, less a header. */
    public int longestClaim() {
        return ring.longestPart();
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
        try (Turn _ = use.enter()) {
            records.publishWritten();
            boolean drained = lease.awaitDrained(records.tail(), deadline);
            MemoryFaults.surface();
            return drained;
        } catch (InternalError e) {
            throw ring.gone(e);
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
        try (Turn _ = use.enter()) {
            records.finish(state);
            MemoryFaults.surface();
        } catch (InternalError e) {
            throw ring.gone(e);
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
