package io.ipcbox.ring;

import io.ipcbox.ipc.file.ByteLocks;
import io.ipcbox.ipc.memory.MemoryFaults;
import io.ipcbox.ipc.waiting.Deadline;
import io.ipcbox.ring.RingReader.Outcome;

/**
 * Waits for the tail to move: looks at it for a while, then sleeps in the kernel. Before each sleep it looks around: has
 * the writer ended the ring, died, or come back. The reading thread calls, inside its {@link RoleUse}.
 */
final class TailWatch {
    /** So soon an answer to what this process has just sent is there; a word to the writer would only delay it. */
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

    @SuppressWarnings("UnusedVariable") // so that the compiler does not leave the loads out
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

    /** True once, when a message is there although the writer was gone. */
    boolean hasWriterCome() {
        writerAlive = writerAlive || isWriterAlive();
        return writerAlive;
    }

    /** The tail as it was when {@link #await} found a message. */
    long tail() {
        return tail;
    }

    /** MESSAGE when the tail is not at the position any more; else the news, or STOPPED or NOTHING when the wait is over. */
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
     * Looks again and again. A method of its own, because the JVM compiles a loop that goes round for long before what
     * follows it was ever seen to be called, and would leave all that out of line.
     *
     * @return how often it looked in vain until the tail had moved, at least 1; 0 when it is time to sleep
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

    /** Looks at the record only where what lies beside the tail, which is here already, does not tell. */
    private boolean hasSeveral(long position) {
        return ring.newest.headerBetween(position, tail) == 0
                && tail - position > RingLayout.recordBytes(RingLayout.length(ring.recordHeader(position)));
    }

    private Outcome sleep(long position, Deadline deadline) {
        for (int round = 0; true; round++) {
            // First of all: if from here on this reader's sleep is forgotten, the number has changed, and it does not
            // sleep.
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
}
