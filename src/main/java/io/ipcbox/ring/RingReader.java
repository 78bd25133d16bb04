package io.ipcbox.ring;

import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.WaitEndedException;
import io.ipcbox.ipc.file.ByteLocks;
import io.ipcbox.ipc.memory.MemoryFaults;
import io.ipcbox.ipc.waiting.Deadline;
import io.ipcbox.ring.RoleUse.Turn;
import java.util.Objects;

/**
 * A reader of a ring. A registered one misses nothing, and the writer waits for it as long as it moves; a passive one
 * delays no writer and is told how much it missed. One thread at a time reads; any thread may {@link #stop} or {@link
 * #close} it. A read or {@link #hasNext} during another thread's read is refused with a {@link
 * java.util.ConcurrentModificationException}, one by a message handler of the same reader with an {@link
 * IllegalStateException}; neither changes anything. Reading allocates nothing, once the largest message was there.
 *
 * <p>A message, {@link #stop} and {@link #close} wake a waiting reader at once. For an interrupt, the death of the writer
 * and the JVM's shutdown a registered reader looks every 100 milliseconds, and every 500 when nothing has come for a
 * second, which keeps its processor time near zero.
 *
 * <p>After {@link Outcome#MESSAGE} the message is in {@link #buffer}, at {@link #offset}, until the next read. It was
 * copied there and cannot change any more. Who reads after the close gets an {@link IpcException} with EBADF.
 */
public final class RingReader implements AutoCloseable {
    /** What a read found. */
    public enum Outcome {
        /** A message is in the buffer. */
        MESSAGE,
        /** A part of a message that has more parts is in the buffer; only a reader in parts finds this. */
        PART,
        /** None came in time. */
        NOTHING,
        /** {@link RingReader#stop} was called. */
        STOPPED,
        /**
         * This reader was stuck and cut off, or passive and too slow: {@link RingReader#lost} messages are gone; the
         * next read goes on.
         */
        LAGGED,
        /** The writer died, or closed without ending the ring. Said once; reading on waits for the next writer. */
        WRITER_GONE,
        /** A writer has come (back). Said once. */
        WRITER_CAME,
        /** The writer ended the ring in good order and everything was taken. */
        ENDED,
        /** A new ring has this one's name now; open that. */
        REPLACED
    }

    private final RingMemory ring;
    private final RoleUse use;
    private final Standing standing;
    private final RecordReader records;
    private final TailWatch watch;
    private final WaitEnd end;
    // The tail as it was seen last: up to here there are records.
    private long limit;

    /**
     * Takes a place and joins: at the tail, or at the oldest message that the ring still holds.
     *
     * @param largestMessage in bytes; a longer one is passed over, with an error
     * @throws IpcException EUSERS when all places are taken
     */
    RingReader(RingMemory ring, ByteLocks locks, boolean fromOldest, int largestMessage, WaitStrategy waiting) {
        this(ring, locks, waiting, new MessageBuffer(largestMessage, false), ReaderPlace.take(ring, locks), fromOldest);
    }

    /** As above; hands over each part of a message by itself, so that no message is too large. */
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

    /** @param standing the last one that can fail to be made: from here on it is given up again */
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
     * @throws WaitEndedException when the thread is interrupted while it waits, or another thread closes this reader
     * @throws IpcException EMSGSIZE when a message was longer than this reader takes: that one alone is lost, its number is
     *     {@link #next} less one, and the next read goes on behind it; EBADMSG when the ring holds something that no
     *     writer writes; EIO when the ring's file was truncated
     */
    public Outcome read(Deadline deadline) {
        Objects.requireNonNull(deadline, "deadline");
        try (Turn _ = use.enter()) {
            return find(deadline);
        }
    }

    /**
     * Reads messages as {@link #read(Deadline)} does, but as many as are at hand, which takes half the time for each. It
     * waits for the first one only. What the handler throws goes to the caller; the message it was about is taken.
     *
     * <p>To a writer that waits for room, each message that the handler gets is progress: the handler may take any time
     * for many of them, and must not take longer than the writer's stall timeout for one.
     *
     * @param most how many messages at most, at least one
     * @return MESSAGE when the handler got one or more; else what was found instead
     */
    public Outcome read(Deadline deadline, int most, MessageHandler handler) {
        Objects.requireNonNull(deadline, "deadline");
        Objects.requireNonNull(handler, "handler");
        if (most < 1) {
            throw new IllegalArgumentException("at least one message is read, most=" + most);
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
            // Where it had to join again, what was known of the tail is of no use any more.
            limit = Math.max(limit, records.position());
            if (found != Outcome.NOTHING) {
                return found;
            }
        }
        return Outcome.STOPPED;
    }

    /** Looks how far the tail is, waiting for it to move. MESSAGE when there are records. */
    private Outcome look(Deadline deadline) {
        Outcome news = watch.await(limit, deadline);
        if (news != Outcome.MESSAGE) {
            limit = records.position();
            return news;
        }
        limit = watch.tail();
        return !watch.hasWriter() && watch.hasWriterCome() ? Outcome.WRITER_CAME : Outcome.MESSAGE;
    }

    /** True when a message, or a part of one, can be read without waiting. */
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

    /** True if the ring had a writer when it was last looked at: at joining, and whenever a read had to sleep. */
    public boolean hasWriter() {
        return watch.hasWriter();
    }

    /**
     * For a reader in parts: true if what the last read found is the first part of its message. A message whose last
     * part has not come by then never will: its writer died.
     */
    public boolean isAtFirstPart() {
        return records.isAtFirstPart();
    }

    /** Holds the message that the last read found, {@link #length} bytes from {@link #offset} on. */
    public byte[] buffer() {
        return records.found();
    }

    public int offset() {
        return records.foundAt();
    }

    public int length() {
        return records.foundBytes();
    }

    /** The number of the message that comes next. */
    public long next() {
        return records.next();
    }

    /** How many messages the last {@link Outcome#LAGGED} was about. */
    public long lost() {
        return records.lost();
    }

    /**
     * Ends the reading thread's wait, and every later read at once: it finds {@link Outcome#STOPPED}. Any thread may call,
     * also after the close.
     */
    public void stop() {
        use.visit(() -> {
            end.stop();
            ring.readersSleep.wakeAll();
        });
    }

    /**
     * Gives the place up. Any thread may call; returns when no thread is inside {@link #read} any more, so that the
     * ring's file can be closed next. In a handler it ends the reading after this message: the place is given up when the
     * read returns. Harmless when repeated.
     */
    @Override
    public void close() {
        close(() -> {});
    }

    /** Does something more with the memory when no thread is inside any more. */
    void close(Runnable next) {
        use.visit(end::close);
        // Repeated while it waits: a thread that was about to sleep when it was woken may sleep on.
        use.close(ring.readersSleep::wakeAll, standing::giveUp, next);
    }
}
