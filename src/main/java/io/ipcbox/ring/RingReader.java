package io.ipcbox.ring;

import static io.ipcbox.ring.RingLayout.BEGIN;
import static io.ipcbox.ring.RingLayout.END;
import static io.ipcbox.ring.RingLayout.INT;
import static io.ipcbox.ring.RingLayout.PADDING;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.waiting.Deadline;
import io.ipcbox.ipc.waiting.ShutdownWatch;
import io.ipcbox.ring.RingMemory.Checkpoint;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A registered reader of a ring: it misses nothing, and the writer waits for it as long as it moves. One thread reads;
 * any thread may {@link #stop} it. After {@link Outcome#MESSAGE} the message is in {@link #buffer} until the next read.
 */
public final class RingReader implements AutoCloseable {
    /** What a read found. */
    public enum Outcome {
        /** A message is in the buffer. */
        MESSAGE,
        /** A part of a message that has more parts is in the buffer; only a reader in parts finds this. */
        PART,
        /** None came in time, or the wait was ended by an interrupt, {@link RingReader#stop} or the end of the JVM. */
        NOTHING,
        /** This reader was stuck and cut off: {@link RingReader#lost} messages are gone; the next read goes on. */
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
    private final RingLocks locks;
    private final WaitStrategy waiting;
    private final ReaderPlace place;
    private final MessageBuffer message;
    private final boolean inParts;
    private final ReentrantLock inUse = new ReentrantLock();

    private boolean assembling;
    private boolean atFirstPart;
    private boolean rejoined;
    private long position;
    private long sequence;
    private long taken;
    private long lost;
    private boolean writerAlive;
    private volatile boolean stopped;

    /**
     * Takes a place and joins: at the tail, or at the oldest message that the ring still holds.
     *
     * @param largestMessage in bytes; a longer one is an error
     * @throws IpcException EUSERS when all places are taken
     */
    RingReader(RingMemory ring, RingLocks locks, boolean fromOldest, int largestMessage, WaitStrategy waiting) {
        this(ring, locks, fromOldest, new MessageBuffer(largestMessage), false, waiting);
    }

    /** As above; hands over each part of a message by itself, so that no message is too large. */
    static RingReader inParts(RingMemory ring, RingLocks locks, boolean fromOldest, WaitStrategy waiting) {
        return new RingReader(ring, locks, fromOldest, new MessageBuffer(ring.longestPart()), true, waiting);
    }

    private RingReader(
            RingMemory ring,
            RingLocks locks,
            boolean fromOldest,
            MessageBuffer message,
            boolean inParts,
            WaitStrategy waiting) {
        this.ring = ring;
        this.locks = locks;
        this.waiting = waiting;
        this.message = message;
        this.inParts = inParts;
        this.writerAlive = isWriterAlive();
        this.place = ReaderPlace.take(ring, locks);
        try {
            place.sign();
            join(fromOldest);
            place.hasJoined();
        } catch (RuntimeException | InternalError e) {
            place.giveUp();
            throw e;
        }
    }

    /**
     * Registers at a checkpoint first, which the writer then must leave alone, and from that safe place counts its way
     * to the tail: so the number of the next message is known exactly.
     */
    private void join(boolean fromOldest) {
        do {
            Checkpoint start = place.register(fromOldest);
            position = fromOldest ? start.position() : ring.tail();
            sequence = ring.sequenceAt(start, position);
            // Whoever is stopped on the way for too long is cut off, and has counted what was overwritten since.
        } while (!place.isActive());
        if (sequence < 0) {
            throw ring.damaged("the records before " + position + " make no sense");
        }
        assembling = false;
        place.show(position, taken, sequence);
    }

    private boolean isWriterAlive() {
        return locks.isLockedElsewhere(RingLayout.WRITER_LOCK_AT);
    }

    /**
     * Reads the next message, waiting for it.
     *
     * @throws IpcException EBADMSG when the ring holds something that no writer writes; EMSGSIZE when a message is
     *     larger than this reader takes; EIO when somebody truncated the ring's file
     */
    public Outcome read(Deadline deadline) {
        inUse.lock();
        try {
            return next(deadline);
        } catch (InternalError e) {
            throw ring.gone(e);
        } finally {
            inUse.unlock();
        }
    }

    private Outcome next(Deadline deadline) {
        while (!stopped) {
            if (position == ring.tail()) {
                place.show(position, taken, sequence);
                Outcome found = awaitTail(deadline);
                if (found != Outcome.MESSAGE) {
                    return found;
                }
            }
            if (!writerAlive && isWriterAlive()) {
                writerAlive = true;
                return Outcome.WRITER_CAME;
            }
            Outcome taken = takeRecord();
            if (taken != Outcome.NOTHING) {
                return taken;
            }
        }
        return Outcome.NOTHING;
    }

    /** True when a message, or a part of one, can be read without waiting. */
    public boolean hasNext() {
        return !stopped && position != ring.tail();
    }

    /** Takes the record at the position; NOTHING when more records belong to the message. */
    private Outcome takeRecord() {
        long header = ring.recordHeader(position);
        boolean sound = ring.fits(header, position, ring.tail()) && RingLayout.isRecordOf(sequence, header);
        int part = RingLayout.length(header);
        int flags = RingLayout.flags(header);
        atFirstPart = (flags & BEGIN) != 0;
        if (atFirstPart) {
            assembling = true;
            rejoined = false;
        }
        if (atFirstPart || inParts) {
            message.clear();
        }
        boolean wanted = assembling && flags != PADDING;
        boolean tooLong = wanted && !message.hasRoomFor(part);
        if (wanted && sound && !tooLong) {
            message.append(ring.segment, ring.at(position) + RingLayout.RECORD_HEADER_BYTES, part);
        }
        if (!place.isActive()) {
            return rejoin();
        }
        if (!sound) {
            throw ring.damaged("the record at " + position + " has a header that cannot be");
        }
        if (tooLong) {
            throw tooLong();
        }
        position += RingLayout.recordBytes(part);
        Outcome unfinished = wanted && inParts ? Outcome.PART : Outcome.NOTHING;
        Outcome outcome = (flags & END) != 0 ? endMessage() : unfinished;
        place.showIfDue(position, taken, sequence);
        return outcome;
    }

    private IpcException tooLong() {
        return new IpcException(
                "receive a message of more than " + message.largest() + " bytes from",
                ring.object(),
                Errno.EMSGSIZE,
                "let this reader take larger ones");
    }

    private Outcome endMessage() {
        boolean complete = assembling;
        assembling = false;
        sequence++;
        if (complete) {
            taken++;
            return Outcome.MESSAGE;
        }
        // Joined in the middle of it: to a newcomer it never began, to one who was cut off it is one more lost.
        lost = 1;
        return rejoined ? Outcome.LAGGED : Outcome.NOTHING;
    }

    private Outcome rejoin() {
        long expected = sequence;
        join(false);
        rejoined = true;
        lost = sequence - expected;
        return lost > 0 ? Outcome.LAGGED : Outcome.NOTHING;
    }

    /** MESSAGE when the tail has moved. */
    private Outcome awaitTail(Deadline deadline) {
        for (int look = 0; waiting.pause(look); look++) {
            if (position != ring.tail()) {
                return Outcome.MESSAGE;
            }
        }
        return sleepForTail(deadline);
    }

    private Outcome sleepForTail(Deadline deadline) {
        while (true) {
            ring.segment.set(INT, RingLayout.READERS_ASLEEP_AT, 1);
            VarHandle.fullFence();
            if (position != ring.tail()) {
                return Outcome.MESSAGE;
            }
            Outcome news = news();
            if (news != Outcome.NOTHING) {
                return news;
            }
            if (stopped
                    || deadline.hasPassed()
                    || Thread.currentThread().isInterrupted()
                    || ShutdownWatch.isShuttingDown()) {
                return Outcome.NOTHING;
            }
            ring.readersAsleep.sleep(1, deadline.nextSliceNanos());
        }
    }

    private Outcome news() {
        if (!place.isActive()) {
            return rejoin();
        }
        int state = ring.state();
        boolean alive = isWriterAlive();
        if (position != ring.tail()) {
            // Published just before the writer ended or died, and after the tail was looked at last.
            return Outcome.MESSAGE;
        }
        if (state == RingLayout.ENDED) {
            return Outcome.ENDED;
        }
        if (state == RingLayout.REPLACED) {
            return Outcome.REPLACED;
        }
        if (alive == writerAlive) {
            return Outcome.NOTHING;
        }
        writerAlive = alive;
        return alive ? Outcome.WRITER_CAME : Outcome.WRITER_GONE;
    }

    /** True if the ring had a writer when it was last looked at: at joining, and whenever a read had to sleep. */
    public boolean hasWriter() {
        return writerAlive;
    }

    /**
     * For a reader in parts: true if what the last read found is the first part of its message. A message whose last
     * part has not come by then never will: its writer died.
     */
    public boolean isAtFirstPart() {
        return atFirstPart;
    }

    /** Holds the message that the last read found, from 0 on, {@link #length} bytes. */
    public byte[] buffer() {
        return message.bytes();
    }

    public int length() {
        return message.length();
    }

    /** How many messages the last {@link Outcome#LAGGED} was about. */
    public long lost() {
        return lost;
    }

    /** Ends the reading thread's wait, and every later one at once. Any thread may call, also after the close. */
    public void stop() {
        stopped = true;
        place.wakeReaders();
    }

    /**
     * Gives the place up. Any thread may call; returns when no thread is inside {@link #read} any more, so that the
     * ring's file can be closed next. Harmless when repeated.
     */
    @Override
    public void close() {
        stop();
        inUse.lock();
        try {
            place.giveUp();
        } finally {
            inUse.unlock();
        }
    }
}
