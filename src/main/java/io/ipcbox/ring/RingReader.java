package io.ipcbox.ring;

import static io.ipcbox.ring.RingLayout.ACTIVE;
import static io.ipcbox.ring.RingLayout.BEGIN;
import static io.ipcbox.ring.RingLayout.END;
import static io.ipcbox.ring.RingLayout.FREE;
import static io.ipcbox.ring.RingLayout.INT;
import static io.ipcbox.ring.RingLayout.LONG;
import static io.ipcbox.ring.RingLayout.PADDING;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.waiting.Deadline;
import io.ipcbox.ipc.waiting.ShutdownWatch;
import io.ipcbox.ring.RingMemory.Checkpoint;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * A registered reader of a ring: it misses nothing, and the writer waits for it as long as it moves. One thread reads;
 * any thread may {@link #stop} it. After {@link Outcome#MESSAGE} the message is in {@link #buffer} until the next read.
 */
public final class RingReader implements AutoCloseable {
    /** What a read found. */
    public enum Outcome {
        /** A message is in the buffer. */
        MESSAGE,
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

    private static final int FIRST_BUFFER_BYTES = 4096;

    private final RingMemory ring;
    private final RingLocks locks;
    private final WaitStrategy waiting;
    private final int place;
    private final long placeAt;
    private final int largestMessage;

    private byte[] buffer = new byte[FIRST_BUFFER_BYTES];
    private int length;
    private boolean assembling;
    private boolean rejoined;
    private long position;
    private long shownPosition;
    private long sequence;
    private long taken;
    private long lost;
    private boolean writerAlive;
    private boolean hasPlace = true;
    private volatile boolean stopped;

    /**
     * Takes a place and joins: at the tail, or at the oldest message that the ring still holds.
     *
     * @param largestMessage in bytes; a longer one is refused as damage
     * @throws IpcException EUSERS when all places are taken
     */
    RingReader(RingMemory ring, RingLocks locks, boolean fromOldest, int largestMessage, WaitStrategy waiting) {
        this.ring = ring;
        this.locks = locks;
        this.waiting = waiting;
        this.largestMessage = largestMessage;
        this.writerAlive = locks.isLockedElsewhere(RingLayout.WRITER_LOCK_AT);
        this.place = takePlace();
        this.placeAt = RingLayout.placeAt(place);
        ring.segment.set(
                LONG, placeAt + RingLayout.READER_PID, ProcessHandle.current().pid());
        ring.segment.set(LONG, placeAt + RingLayout.JOINED, System.currentTimeMillis());
        try {
            join(fromOldest);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private int takePlace() {
        for (int candidate = 0; candidate < ring.places; candidate++) {
            if (locks.tryLock(RingLayout.placeLockAt(candidate))) {
                return candidate;
            }
        }
        throw new IpcException(
                "join",
                ring.object(),
                Errno.EUSERS,
                "all " + ring.places + " places for readers are taken; start the server with more places");
    }

    /**
     * Registers at a checkpoint first, which the writer then must leave alone, and from that safe place counts its way
     * to the tail: so the number of the next message is known exactly.
     */
    private void join(boolean fromOldest) {
        Checkpoint start;
        do {
            RingLayout.releaseInt(ring.segment, placeAt + RingLayout.PLACE_STATE, FREE);
            start = ring.checkpoint(fromOldest);
            RingLayout.releaseLong(ring.segment, placeAt + RingLayout.CURSOR, start.position());
            RingLayout.releaseInt(ring.segment, placeAt + RingLayout.PLACE_STATE, ACTIVE);
            // The writer announces its lease before it looks at the places: see RingWriter.tryLease.
            VarHandle.fullFence();
        } while (start.position() < ring.lease() - ring.capacity);
        position = fromOldest ? start.position() : ring.tail();
        sequence = ring.sequenceAt(start, position);
        assembling = false;
        shownPosition = start.position();
        showProgress();
    }

    /**
     * Reads the next message, waiting for it.
     *
     * @throws IpcException EBADMSG when the ring holds something that no writer writes
     */
    public Outcome read(Deadline deadline) {
        while (!stopped) {
            if (position == ring.tail()) {
                showProgress();
                Outcome found = awaitTail(deadline);
                if (found != Outcome.MESSAGE) {
                    return found;
                }
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
        boolean sound = ring.fits(header, position, ring.tail());
        int part = RingLayout.length(header);
        int flags = RingLayout.flags(header);
        if ((flags & BEGIN) != 0) {
            assembling = true;
            rejoined = false;
            length = 0;
        }
        boolean wanted = assembling && (flags & PADDING) == 0;
        sound &= !wanted || part <= largestMessage - length;
        if (wanted && sound) {
            append(part);
        }
        if (wasCutOff()) {
            return rejoin();
        }
        if (!sound) {
            throw ring.damaged("the record at " + position + " has a length that cannot be");
        }
        position += RingLayout.recordBytes(part);
        Outcome outcome = (flags & END) != 0 ? endMessage() : Outcome.NOTHING;
        showProgressIfDue();
        return outcome;
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

    private void append(int part) {
        if (buffer.length - length < part) {
            long roomy = Math.max(2L * buffer.length, (long) length + part);
            buffer = Arrays.copyOf(buffer, (int) Math.min(roomy, largestMessage));
        }
        long from = ring.at(position) + RingLayout.RECORD_HEADER_BYTES;
        MemorySegment.copy(ring.segment, ValueLayout.JAVA_BYTE, from, buffer, length, part);
        length += part;
    }

    /** Now and then, and at once when the writer sleeps: to it, a reader that shows nothing is stuck. */
    private void showProgressIfDue() {
        if (position - shownPosition >= ring.leaseStep() || ring.segment.get(INT, RingLayout.WRITER_ASLEEP_AT) != 0) {
            showProgress();
        }
    }

    /** Lets the writer have the space up to here, and wakes it if it sleeps for that. */
    private void showProgress() {
        if (shownPosition == position) {
            return;
        }
        shownPosition = position;
        ring.segment.set(LONG, placeAt + RingLayout.TAKEN, taken);
        ring.segment.set(LONG, placeAt + RingLayout.NEXT, sequence);
        // Release: the copy out of the ring is done before the writer may overwrite it.
        RingLayout.releaseLong(ring.segment, placeAt + RingLayout.CURSOR, position);
        VarHandle.fullFence();
        if (ring.segment.get(INT, RingLayout.WRITER_ASLEEP_AT) != 0) {
            RingLayout.releaseInt(ring.segment, RingLayout.WRITER_ASLEEP_AT, 0);
            ring.writerAsleep.wakeAll();
        }
    }

    // What was copied before this load is good if the place was still active after it.
    private boolean wasCutOff() {
        VarHandle.loadLoadFence();
        return ring.placeState(place) != ACTIVE;
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
        if (wasCutOff()) {
            return rejoin();
        }
        int state = ring.state();
        if (state == RingLayout.ENDED) {
            return Outcome.ENDED;
        }
        if (state == RingLayout.REPLACED) {
            return Outcome.REPLACED;
        }
        boolean alive = locks.isLockedElsewhere(RingLayout.WRITER_LOCK_AT);
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

    /** Holds the message that the last read found, from 0 on, {@link #length} bytes. */
    public byte[] buffer() {
        return buffer;
    }

    public int length() {
        return length;
    }

    /** How many messages the last {@link Outcome#LAGGED} was about. */
    public long lost() {
        return lost;
    }

    /** Ends the reading thread's wait, and every later one at once. Any thread may call. */
    public void stop() {
        stopped = true;
        ring.readersAsleep.wakeAll();
    }

    /** Gives the place up. For the reading thread, or when that one has ended. Harmless when repeated. */
    @Override
    public void close() {
        stopped = true;
        if (hasPlace) {
            hasPlace = false;
            RingLayout.releaseInt(ring.segment, placeAt + RingLayout.PLACE_STATE, FREE);
            locks.unlock(RingLayout.placeLockAt(place));
        }
    }
}
