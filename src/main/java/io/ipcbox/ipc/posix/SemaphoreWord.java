package io.ipcbox.ipc.posix;

import io.ipcbox.ipc.libc.LibcWord;
import io.ipcbox.ipc.libc.SemLayout;

/**
 * The first eight bytes of a {@code sem_t}: value and waiters, see {@link SemLayout}. glibc changes both in one atomic
 * step, and that step is all that sem_post does without waiters and sem_trywait does when there is a unit. This class
 * is the same step in Java, with glibc's memory ordering: release for a post, acquire for a take. Any thread may call;
 * the caller keeps the address mapped and has verified {@link SemaphoreTrial the layout}.
 *
 * <p>A post that finds waiters is left to C, which wakes one. No waiter is missed: in every language, a thread counts
 * itself in this word before it sleeps, so that the step then fails or is not tried.
 */
final class SemaphoreWord {
    static final long UNIT = 1;
    static final long WAITER = 1L << Integer.SIZE;
    /** Not a semaphore's word: it has waiters and a negative value, so neither method changes it. */
    static final long NONE = -1;

    private SemaphoreWord() {}

    /** Adds a unit if there are no waiters and no overflow; false if nothing was changed. */
    static boolean tryPost(long address) {
        long word = LibcWord.load(address);
        while (word >= 0 && word < Integer.MAX_VALUE) {
            if (LibcWord.compareExchangeRelease(address, word, word + UNIT)) {
                return true;
            }
            word = LibcWord.load(address);
        }
        return false;
    }

    /** Takes a unit if there is one; false if nothing was changed. */
    static boolean tryTake(long address) {
        long word = LibcWord.load(address);
        while ((int) word > 0) {
            if (LibcWord.compareExchangeAcquire(address, word, word - UNIT)) {
                return true;
            }
            word = LibcWord.load(address);
        }
        return false;
    }
}
