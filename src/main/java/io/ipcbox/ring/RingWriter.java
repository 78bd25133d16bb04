package io.ipcbox.ring;

import io.ipcbox.ipc.ByteLocks;
import io.ipcbox.ipc.Deadline;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.WaitEndedException;
import io.ipcbox.ipc.mapping.MemoryFaults;
import io.ipcbox.ring.RoleUse.Turn;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The only writer of a ring. One thread at a time publishes, ends and drains; any thread may call {@link #readers},
 * {@link #published}, {@link #stop} and {@link #close}. A call during another thread's call, including one on a {@link
 * RingClaim}, throws a {@link java.util.ConcurrentModificationException} and does nothing. Different threads may call
 * one after another; a change of thread costs microseconds. The writer waits for slow readers and cuts off those that
 * take nothing for the stall timeout while the ring is full. The role ends with {@link #close}, the close of the ring's
 * file, or the process. Publishing allocates nothing.
 *
 * <p>Calls after the close throw an {@link IpcException} with EBADF.
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
     * @throws IpcException EBUSY if another writer has it; EBADMSG if what the last writer left cannot be continued
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

    /** The number of messages published in this ring, including those of earlier writers. */
    public long published() {
        return records.published();
    }

    /**
     * Publishes one message and those appended before: copies it into the ring, in parts if it is longer than an eighth
     * of the ring, and wakes sleeping readers. Waits for room.
     *
     * @return false if the ring was ended, or this writer was {@linkplain #stop stopped} and there is no room
     * @throws WaitEndedException if the thread is interrupted while it waits for room, or another thread closes this
     *     writer. Some parts of a long message may have been published then, as when this returns false; readers drop
     *     them
     * @throws IpcException EIO if the ring's file was truncated
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
     * Writes one message that is published later: by the next {@link #flush} or {@link #publish}, or when there is no
     * more room. Publishing many messages at once is several times as fast.
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

    /** Publishes the appended messages. */
    public void flush() {
        try (Turn _ = use.enter()) {
            records.publishWritten();
        } catch (InternalError e) {
            throw ring.gone(e);
        }
    }

    /**
     * Claims room for one message to be written in place; {@link RingClaim#commit} publishes it. Waits for room.
     * Writing another record or ending the ring drops the claim.
     *
     * @param length in bytes, at most {@link #longestClaim}
     * @return the claim, always the same object; null where {@link #publish} would return false
     */
    @SuppressWarnings("exports") // an annotation that a user can do without
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

    /** The longest message that can be written in place: an eighth of the ring, minus a header. */
    public int longestClaim() {
        return ring.longestPart();
    }

    /**
     * Waits until every registered reader that is alive and was not cut off has taken everything. Gives up at the
     * timeout, if all remaining readers are stuck, and on {@link #stop}.
     *
     * @param timeout zero or less does not wait
     * @return true if all have
     * @throws WaitEndedException if the thread is interrupted while it waits, or another thread closes this writer
     * @throws IpcException EIO if the ring's file was truncated
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
     * The registered readers; none after the close. Frees the places of dead readers.
     *
     * @throws IpcException EIO if the ring's file was truncated
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

    /** Ends the ring: no message follows, and readers that have taken everything get ENDED. The role is kept. */
    public void end() {
        finish(RingLayout.ENDED);
    }

    /** Tells readers that a new ring has the name. */
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
     * Ends the current wait for room or readers, and all later ones: they return false. Any thread may call, even after
     * the close.
     */
    public void stop() {
        use.visit(() -> {
            end.stop();
            lease.wake();
        });
    }

    /**
     * Gives up the role; if the ring was not ended, the next writer continues it. Returns when no thread is in another
     * method. Any thread may call; has no effect when repeated.
     */
    @Override
    public void close() {
        close(() -> {});
    }

    /** @param next runs when no thread uses the memory any more */
    void close(Runnable next) {
        use.visit(end::close);
        use.close(lease::wake, () -> locks.unlock(RingLayout.WRITER_LOCK_AT), next);
    }
}
