package io.ipcbox.ring;

import io.ipcbox.ipc.ByteLocks;
import io.ipcbox.ipc.Deadline;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.WaitEndedException;
import io.ipcbox.ipc.mapping.MemoryFaults;
import io.ipcbox.ring.RoleUse.Turn;
import java.util.Objects;

/**
 * A reader of a ring. A registered reader misses nothing: the writer waits for it as long as it makes progress. A
 * passive reader never delays the writer and is told how much it missed. One thread at a time reads; any thread may
 * {@link #stop} or {@link #close} it. A read or {@link #hasNext} during another thread's read throws a {@link
 * java.util.ConcurrentModificationException}, and one in a message handler of the same reader an {@link
 * IllegalStateException}; neither changes anything. Reading allocates nothing, except when the largest message so far
 * arrives.
 *
 * <p>A message, {@link #stop} and {@link #close} wake a waiting reader at once. A registered reader checks for an
 * interrupt, JVM shutdown and the death of the writer every 100 milliseconds, and every 500 after a second without
 * messages, which keeps its processor time near zero.
 *
 * <p>After {@link Outcome#MESSAGE} the message is in {@link #buffer}, at {@link #offset}, until the next read. It is a
 * copy that cannot change. A read after the close throws an {@link IpcException} with EBADF.
 */
public final class RingReader implements AutoCloseable {
    /** What a read found. */
    public enum Outcome {
        /** A message is in the buffer. */
        MESSAGE,
        /** A part of a message with more parts is in the buffer; only for a reader in parts. */
        PART,
        /** No message came in time. */
        NOTHING,
        /** {@link RingReader#stop} was called. */
        STOPPED,
        /**
         * This reader was stuck and cut off, or passive and too slow: {@link RingReader#lost} messages are lost. The
         * next read continues.
         */
        LAGGED,
        /** The writer died, or closed without ending the ring. Reported once; the next read waits for a new writer. */
        WRITER_GONE,
        /** A new writer has come. Reported once. */
        WRITER_CAME,
        /** The writer ended the ring, and every message was taken. */
        ENDED,
        /** A new ring has this one's name; open that one. */
        REPLACED
    }

    private final RingMemory ring;
    private final RoleUse use;
    private final Standing standing;
    private final RecordReader records;
    private final TailWatch watch;
    private final WaitEnd end;
    // The tail when last loaded: the records end here.
    private long limit;

    /**
     * Takes a place and joins at the tail, or at the oldest message left in the ring.
     *
     * @param largestMessage in bytes; a longer message is skipped with an error
     * @throws IpcException EUSERS if all places are taken
     */
    RingReader(RingMemory ring, ByteLocks locks, boolean fromOldest, int largestMessage, WaitStrategy waiting) {
        this(ring, locks, waiting, new MessageBuffer(largestMessage, false), ReaderPlace.take(ring, locks), fromOldest);
    }

    /** As above, handing over each part of a message by itself, so that no message is too long. */
    static RingReader inParts(RingMemory ring, ByteLocks locks, boolean fromOldest, WaitStrategy waiting) {
        MessageBuffer part = new MessageBuffer(ring.longestPart(), true);
        return new RingReader(ring, locks, waiting, part, ReaderPlace.take(ring, locks), fromOldest);
    }

    /** Takes no place and writes nothing. */
    static RingReader passive(
            RingMemory ring, ByteLocks locks, boolean fromOldest, int largestMessage, WaitStrategy waiting) {
        MessageBuffer message = new MessageBuffer(largestMessage, false);
        return new RingReader(ring, locks, waiting, message, new PassiveStanding(ring), fromOldest);
    }

    /** @param standing is given up if this constructor fails */
    private RingReader(
            RingMemory ring,
            ByteLocks locks,
            WaitStrategy waiting,
            MessageBuffer message,
            Standing standing,
            boolean fromOldest) {
        this.ring = ring;
        this.use = new RoleUse(ring.object());
        this.standing = standing;
        this.records = new RecordReader(ring, standing, message);
        this.end = new WaitEnd("read from", ring.object());
        try {
            this.watch = new TailWatch(ring, locks, standing, waiting, records, end);
            standing.sign();
            records.join(fromOldest);
            standing.hasJoined();
            MemoryFaults.surface();
        } catch (RuntimeException | InternalError e) {
            standing.giveUp();
            throw e;
        }
        this.limit = records.position();
    }

    /**
     * Reads the next message, waiting for it.
     *
     * @throws WaitEndedException if the thread is interrupted while it waits, or another thread closes this reader
     * @throws IpcException EMSGSIZE if a message is too long for this reader: only that message is lost, its number is
     *     {@link #next} minus one, and the next read continues after it; EBADMSG if the ring has content that no writer
     *     writes; EIO if the ring's file was truncated
     */
    public Outcome read(Deadline deadline) {
        Objects.requireNonNull(deadline, "deadline");
        try (Turn _ = use.enter()) {
            return find(deadline);
        }
    }

    /**
     * As {@link #read(Deadline)}, for as many messages as are available, which takes half the time for each. Waits only
     * for the first. An exception of the handler goes to the caller; its message counts as taken.
     *
     * <p>To a writer that waits for room, each message passed to the handler is progress: the handler may take any time
     * for many messages, but no longer than the writer's stall timeout for one.
     *
     * @param most the maximum number of messages, at least one
     * @return MESSAGE if the handler got one or more; else what was found instead
     */
    public Outcome read(Deadline deadline, int most, MessageHandler handler) {
        Objects.requireNonNull(deadline, "deadline");
        Objects.requireNonNull(handler, "handler");
        if (most < 1) {
            throw new IllegalArgumentException("the maximum must be at least one message, most=" + most);
        }
        Turn turn = use.enter();
        try {
            Outcome found = find(deadline);
            if (found == Outcome.MESSAGE) {
                handler.message(records.found(), records.foundAt(), records.foundBytes());
                if (records.hasWindow()) {
                    records.takeMore(most - 1, handler, end);
                }
            }
            return found;
        } finally {
            use.leaveAfterHandler(turn);
        }
    }

    private Outcome find(Deadline deadline) {
        try {
            Outcome found = next(deadline);
            MemoryFaults.surface();
            return found;
        } catch (InternalError e) {
            throw ring.gone(e);
        }
    }

    private Outcome next(Deadline deadline) {
        while (!end.isStopped()) {
            if (records.position() == limit) {
                Outcome news = look(deadline);
                if (news != Outcome.MESSAGE) {
                    return news;
                }
            }
            Outcome found = records.take(limit);
            // After joining again, the known tail is obsolete.
            limit = Math.max(limit, records.position());
            if (found != Outcome.NOTHING) {
                return found;
            }
        }
        return Outcome.STOPPED;
    }

    /** Waits for the tail to move. MESSAGE if there are records. */
    private Outcome look(Deadline deadline) {
        Outcome news = watch.await(limit, deadline);
        if (news != Outcome.MESSAGE) {
            limit = records.position();
            return news;
        }
        limit = watch.tail();
        return !watch.hasWriter() && watch.hasWriterCome() ? Outcome.WRITER_CAME : Outcome.MESSAGE;
    }

    /** True if a message, or a part of one, can be read without waiting. */
    public boolean hasNext() {
        if (use.isClosed() || end.hasCome()) {
            return false;
        }
        try (Turn _ = use.enter()) {
            boolean more = records.position() != limit || records.position() != ring.tail();
            MemoryFaults.surface();
            return more;
        } catch (InternalError e) {
            throw ring.gone(e);
        }
    }

    /** True if the ring had a writer when last checked: on joining, and whenever a read had to sleep. */
    public boolean hasWriter() {
        return watch.hasWriter();
    }

    /**
     * For a reader in parts: true if the last read found the first part of a message. If the message before was
     * incomplete, it stays so: its writer died.
     */
    public boolean isAtFirstPart() {
        return records.isAtFirstPart();
    }

    /** Contains the message that the last read found: {@link #length} bytes at {@link #offset}. */
    public byte[] buffer() {
        return records.found();
    }

    public int offset() {
        return records.foundAt();
    }

    public int length() {
        return records.foundBytes();
    }

    /** The number of the next message. */
    public long next() {
        return records.next();
    }

    /** The number of messages lost at the last {@link Outcome#LAGGED}. */
    public long lost() {
        return records.lost();
    }

    /**
     * Ends the reading thread's wait and all later reads with {@link Outcome#STOPPED}. Any thread may call, even after
     * the close.
     */
    public void stop() {
        use.visit(() -> {
            end.stop();
            ring.readersSleep.wakeAll();
        });
    }

    /**
     * Gives up the place. Returns when no thread is in {@link #read}, so that the ring's file can be closed next. In a
     * handler, reading ends after this message, and the place is given up when the read returns. Any thread may call;
     * has no effect when repeated.
     */
    @Override
    public void close() {
        close(() -> {});
    }

    /** @param next runs when no thread uses the memory any more */
    void close(Runnable next) {
        use.visit(end::close);
        // Repeated while it waits: a thread that was about to fall asleep may have missed the wake-up.
        use.close(ring.readersSleep::wakeAll, standing::giveUp, next);
    }
}
