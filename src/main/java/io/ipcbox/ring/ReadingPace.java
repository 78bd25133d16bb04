package io.ipcbox.ring;

import java.util.concurrent.locks.LockSupport;

/**
 * Keeps a reader that always catches up a little behind the writer. Each look at the tail takes its cache line away from
 * the writer, which then needs some hundred nanoseconds to get it back, and each sleep costs the writer a system call: a
 * reader that is there after every message makes a stream several times slower than one that takes a handful at a time.
 * So who finds several messages at a look makes the pause before the next one longer, up to where a good part of the ring
 * would come meanwhile; who finds only one, as in a conversation, stops pausing, and after some of them has the writer
 * put a copy beside the tail. One thread's.
 */
final class ReadingPace {
    /** The first pause is that part of the longest. */
    private static final int FIRST_PART = 16;

    /** Below, sleeping in the kernel takes longer than the pause. */
    private static final long SHORTEST_SLEEP_NANOS = 20_000;

    private static final long SPIN_NANOS = 20;

    /** So soon a message is found only if it was on its way already. */
    private static final int QUICK_LOOKS = 2;

    /** After so many quick finds in a row it may be a stream: a pause will show. */
    private static final int QUICK_FINDS = 16;

    /** Who finds more than that part of the ring comes too late, or soon will. */
    private static final int MOST_OF_RING = 8;

    /** After so many messages that came one by one it is a conversation. */
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

    /** Called before each look after which there was something to read. */
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
     * Called when something was found.
     *
     * @param look how often the reader had looked in vain
     * @param bytes how much it is
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
