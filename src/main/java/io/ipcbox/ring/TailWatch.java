package io.ipcbox.ring;

import io.ipcbox.ipc.ByteLocks;
import io.ipcbox.ipc.Deadline;
import io.ipcbox.ipc.mapping.MemoryFaults;
import io.ipcbox.ring.RingReader.Outcome;

/**
 * Waits for the tail to move: polls it for a while, then sleeps in the kernel. Before each sleep it checks whether the
 * writer has ended the ring, died, or come back. Called by the reading thread, inside its {@link RoleUse}.
 */
final class TailWatch {
    /** An answer to this process's own message arrives within so many looks; showing progress would only delay it. */
    private static final int LOOKS_BEFORE_SHOWING = 64;

    private final RingMemory ring;
    private final ByteLocks locks;
    private final Standing standing;
    private final WaitStrategy waiting;
    private final RecordReader records;
    private final ReadingPace pace;
    private boolean writerAlive;
    private final WaitEnd end;
    private long tail;

    @SuppressWarnings("UnusedVariable") // keeps the compiler from removing the loads
    private long touched;

    TailWatch(
            RingMemory ring,
            ByteLocks locks,
            Standing standing,
            WaitStrategy waiting,
            RecordReader records,
            WaitEnd end) {
        this.ring = ring;
        this.end = end;
        this.locks = locks;
        this.standing = standing;
        this.waiting = waiting;
        this.records = records;
        this.pace = new ReadingPace(standing, waiting, ring.capacity);
        this.writerAlive = isWriterAlive();
    }

    private boolean isWriterAlive() {
        return locks.isLockedElsewhere(RingLayout.WRITER_LOCK_AT);
    }

    boolean hasWriter() {
        return writerAlive;
    }

    /** True if there is a writer again; called when a message has arrived although the writer was gone. */
    boolean hasWriterCome() {
        writerAlive = writerAlive || isWriterAlive();
        return writerAlive;
    }

    /** The tail when {@link #await} found a message. */
    long tail() {
        return tail;
    }

    /** MESSAGE if the tail has left the position; else the event, or STOPPED or NOTHING if the wait is over. */
    Outcome await(long position, Deadline deadline) {
        pace.pause();
        tail = ring.tail();
        if (position != tail) {
            return found(position, 0);
        }
        int look = lookAgain(position);
        if (look > 0) {
            return found(position, look);
        }
        records.show();
        return sleep(position, deadline);
    }

    /**
     * Polls the tail. In a method of its own, because the JVM compiles a long-running loop before it has seen the calls
     * that follow, and would not inline them.
     *
     * @return the number of looks until the tail had moved, at least 1; 0 if it is time to sleep
     */
    private int lookAgain(long position) {
        for (int look = 1; waiting.pause(look); look++) {
            if (!records.wasBesideTail()) {
                touched = ring.touch(position);
            }
            tail = ring.tail();
            if (position != tail) {
                return look;
            }
            if (look == LOOKS_BEFORE_SHOWING) {
                records.show();
            }
        }
        return 0;
    }

    private Outcome found(long position, int look) {
        pace.found(look, tail - position, hasSeveral(position));
        return Outcome.MESSAGE;
    }

    /** Loads the record only if the copy beside the tail, whose cache line is already here, does not tell. */
    private boolean hasSeveral(long position) {
        return ring.newest.headerBetween(position, tail) == 0
                && tail - position > RingLayout.recordBytes(RingLayout.length(ring.recordHeader(position)));
    }

    private Outcome sleep(long position, Deadline deadline) {
        for (int round = 0; true; round++) {
            // First of all: if the writer clears the sleep flag from now on, the number changes and prevents the sleep.
            int wakes = ring.wakes();
            long longest = standing.prepareSleep(round);
            tail = ring.tail();
            if (position != tail) {
                return found(position, Integer.MAX_VALUE);
            }
            Outcome news = news(position);
            if (news != Outcome.NOTHING) {
                return news;
            }
            if (end.isStopped()) {
                return Outcome.STOPPED;
            }
            if (!end.goesOn(deadline)) {
                return Outcome.NOTHING;
            }
            MemoryFaults.surface();
            ring.readersSleep.sleep(wakes, deadline.sleepNanos(longest));
            tail = ring.tail();
            if (position != tail) {
                return found(position, Integer.MAX_VALUE);
            }
        }
    }

    private Outcome news(long position) {
        if (!standing.isStillThere(position)) {
            return records.rejoin();
        }
        int state = ring.state();
        boolean alive = isWriterAlive();
        tail = ring.tail();
        if (position != tail) {
            // Published after the tail was last loaded, and just before the writer ended or died.
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
}
