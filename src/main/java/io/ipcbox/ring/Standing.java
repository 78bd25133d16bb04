package io.ipcbox.ring;

import io.ipcbox.ring.RingMemory.Checkpoint;

/** What a reader is to the writer: registered, and waited for, or passive, and unknown. */
sealed interface Standing permits ReaderPlace, PassiveStanding {
    /** Writes down whose place it is, for people to read. */
    void sign();

    /** From the position that this returns the reader can go on; it is lost again if it is too slow. */
    Checkpoint register(boolean atOldest);

    /** Says that this reader gets every message that is published from now on. */
    void hasJoined();

    /** True if what was copied out of the ring before this call, from that position on, was not overwritten. */
    boolean isStillThere(long position);

    /** True when the writer waits for readers. */
    boolean isAwaited();

    /** Shows progress now and then, and at once when the writer waits for it. */
    void showIfDue(long position, long taken, long next);

    /**
     * Lets the writer have the space up to here, and wakes it if it sleeps for that.
     *
     * @param taken how many messages this reader has taken
     * @param next the number of the message it takes next
     */
    void show(long position, long taken, long next);

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
    void wishCopies(boolean copies);

    void wakeReaders();

    void giveUp();
}
