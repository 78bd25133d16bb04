package io.ipcbox.ring;

import java.util.concurrent.locks.LockSupport;

/**
 * Keeps a fast reader a little behind the writer. Each load of the tail takes its cache line from the writer, which
 * needs some hundred nanoseconds to get it back, and each sleep costs the writer a system call: a reader that takes
 * every message at once makes a stream several times slower than one that takes a handful at a time. A reader that
 * finds several messages therefore prolongs its pause before the next load, as long as only a small part of the ring
 * arrives meanwhile. A reader that finds single messages, as in a conversation, stops pausing, and after some of them
 * asks the writer for copies beside the tail. For one thread.
 */
final class ReadingPace {
    /** The first pause is this fraction of the longest. */
    private static final int FIRST_PART = 16;

    /** A sleep in the kernel takes longer than a shorter pause. */
    private static final long SHORTEST_SLEEP_NANOS = 20_000;

    private static final long SPIN_NANOS = 20;

    /** A message found within so many looks was probably already on its way. */
    private static final int QUICK_LOOKS = 2;

    /** After more quick finds in a row, the messages may be a stream; a pause will show. */
    private static final int QUICK_FINDS = 16;

    /** A reader that finds more than this fraction of the ring is, or soon will be, too late. */
    private static final int MOST_OF_RING = 8;

    /** So many messages that arrived one by one are a conversation. */
    private static final int CONVERSATION = 256;

    private final Standing standing;
    private final long longestNanos;
    private final long mostBytes;
    private long pauseNanos;
    private int quickFinds;
    private int singleFinds;

    ReadingPace(Standing standing, WaitStrategy waiting, long capacityBytes) {
        this.standing = standing;
        this.longestNanos = waiting.longestPauseNanos();
        this.mostBytes = capacityBytes / MOST_OF_RING;
    }

    /** To be called before the tail is loaded. */
    void pause() {
        if (pauseNanos >= SHORTEST_SLEEP_NANOS) {
            LockSupport.parkNanos(pauseNanos);
            return;
        }
        for (long passed = 0; passed < pauseNanos; passed += SPIN_NANOS) {
            Thread.onSpinWait();
        }
    }

    /**
     * To be called when something was found.
     *
     * @param look how many looks found nothing before
     * @param several true for more than one message
     */
    void found(int look, long bytes, boolean several) {
        if (several || pauseNanos > 0 || look <= QUICK_LOOKS) {
            adapt(look, bytes, several);
        } else {
            quickFinds = 0;
            if (++singleFinds == CONVERSATION) {
                singleFinds = 0;
                standing.wishCopies(true);
            }
        }
    }

    private void adapt(int look, long bytes, boolean several) {
        if (several) {
            singleFinds = 0;
            standing.wishCopies(false);
        }
        long firstNanos = longestNanos / FIRST_PART;
        if (bytes > mostBytes || (!several && pauseNanos > 0)) {
            pauseNanos = pauseNanos > firstNanos ? pauseNanos / 2 : 0;
        } else if (several) {
            pauseNanos = Math.clamp(2 * pauseNanos, firstNanos, longestNanos);
        } else if (look > QUICK_LOOKS) {
            quickFinds = 0;
        } else if (++quickFinds > QUICK_FINDS) {
            quickFinds = 0;
            pauseNanos = firstNanos;
        }
    }
}
