package io.ipcbox.ring;

import io.ipcbox.ring.RingMemory.Checkpoint;

/**
 * What a reader is to the writer: registered, and waited for, or passive, and unknown. A passive reader tells the writer
 * nothing, so the methods that do are empty unless a registered one overrides them.
 */
sealed interface Standing permits ReaderPlace, PassiveStanding {
    /** Records which process holds the place, for status displays; nothing is left of its previous holder. */
    default void sign() {}

    /** From the position that this returns the reader can go on; it is lost again if it is too slow. */
    Checkpoint register(boolean atOldest);

    /** Says that this reader gets every message that is published from now on. */
    default void hasJoined() {}

    /** True if what was copied out of the ring before this call, from that position on, was not overwritten. */
    boolean isStillThere(long position);

    /** Shows progress from time to time, and at once while the writer waits: it takes a reader that shows none for stuck. */
    default void showIfDue(long position, long taken, long next) {}

    /**
     * Lets the writer have the space up to here, and wakes it if it sleeps for that.
     *
     * @param taken how many messages this reader has taken
     * @param next the number of the message it takes next
     */
    default void show(long position, long taken, long next) {}

    /** Where a reader goes on that fell behind: true for the oldest message left, false for the next one. */
    boolean rejoinsAtOldest();

    /**
     * Says that this reader is about to sleep; after that it looks at the tail once more.
     *
     * @param round how often it has slept in this wait
     * @return for how long at most it may sleep, in nanoseconds
     */
    long prepareSleep(int round);

    /** Tells the writer whether a copy of the newest message beside the tail is of use. */
    default void wishCopies(boolean copies) {}

    default void giveUp() {}
}
