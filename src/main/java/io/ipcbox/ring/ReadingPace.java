package io.ipcbox.ring;

/**
 * Keeps a reader that always catches up a little behind the writer. Each look at the tail takes its cache line away from
 * the writer, which then needs some hundred nanoseconds to get it back: a reader that looks after every message makes a
 * stream several times slower than one that takes a handful at a time. So who finds several messages after a pause makes
 * the next pause longer, up to a microsecond or two; who finds only one, as in a conversation, stops pausing. One
 * thread's.
 */
final class ReadingPace {
    private static final int LONGEST_LAG = 64;
    private static final int FIRST_LAG = 4;

    /** So soon a message is found only if it was on its way already. */
    private static final int QUICK_LOOKS = 2;

    /** After so many quick finds in a row it may be a stream: a pause will show. */
    private static final int QUICK_FINDS = 16;

    private int lag;
    private int quickFinds;

    /** Called before the first look. */
    void lag() {
        for (int i = 0; i < lag; i++) {
            Thread.onSpinWait();
        }
    }

    /**
     * Called when something was found.
     *
     * @param look how often the reader had looked in vain
     * @param several true for more than one message
     */
    void found(int look, boolean several) {
        if (several) {
            lag = Math.clamp(2L * lag, FIRST_LAG, LONGEST_LAG);
        } else if (lag > 0) {
            lag /= 2;
        } else if (look > QUICK_LOOKS) {
            quickFinds = 0;
        } else if (++quickFinds > QUICK_FINDS) {
            quickFinds = 0;
            lag = FIRST_LAG;
        }
    }
}
