package io.ipcbox.ring;

import io.ipcbox.ring.RingMemory.Checkpoint;

/**
 * A reader's relation to the writer: registered, so that the writer waits for it, or passive and unknown to the writer.
 * Methods that tell the writer something do nothing by default, which is right for a passive reader.
 */
sealed interface Standing permits ReaderPlace, PassiveStanding {
    /** Records which process holds the place, for display. Overwrites the entry of the previous holder. */
    default void sign() {}

    /** Returns a position from which the reader can start; it may be overwritten if the reader is too slow. */
    Checkpoint register(boolean atOldest);

    /** Announces that this reader gets every message that is published from now on. */
    default void hasJoined() {}

    /** True if the bytes copied before this call, from that position on, had not been overwritten. */
    boolean isStillThere(long position);

    /**
     * Shows progress from time to time, and at once while the writer waits, which cuts off readers without progress.
     */
    default void showIfDue(long position, long taken, long next) {}

    /**
     * Releases the space up to a position to the writer, and wakes it if it waits for that.
     *
     * @param taken the number of messages that this reader has taken
     * @param next the number of the message that it takes next
     */
    default void show(long position, long taken, long next) {}

    /** Where a reader continues after falling behind: true for the oldest message left, false for the next one. */
    boolean rejoinsAtOldest();

    /**
     * Announces that this reader is about to sleep; the caller then checks the tail once more.
     *
     * @param round how often it has slept in this wait
     * @return the longest allowed sleep, in nanoseconds
     */
    long prepareSleep(int round);

    /** Tells the writer whether to copy the newest message beside the tail. */
    default void wishCopies(boolean copies) {}

    default void giveUp() {}
}
