package io.ipcbox.ipc.posix;

import io.ipcbox.ipc.libc.LibcWord;
import io.ipcbox.ipc.libc.SemLayout;

/**
 * The first eight bytes of a {@code sem_t}: value and waiters, see {@link SemLayout}. glibc changes both in one atomic
 * step, and what sem_post does when nobody waits, and sem_trywait when there is a unit, is no more than that step. Here
 * it is in Java, in the order glibc has it: release for a post, acquire for a take. Any thread may call; the caller keeps
 * the address mapped and has looked whether {@link SemaphoreTrial the layout is as expected}.
 *
 * <p>A post that finds waiters is left to C, which wakes one. None is overlooked: whoever sleeps has counted itself in
 * this word before, in whatever language, and then the step fails or is not tried.
 */
final class SemaphoreWord {
    /** What a unit adds to the word. */
    static final long UNIT = 1;
    /** What a waiter adds to the word. */
    static final long WAITER = 1L << Integer.SIZE;
    /** No semaphore's word: as a value it is negative, and as waiters it is some, so nothing is done with it here. */
    static final long NONE = -1;

    private SemaphoreWord() {}

    /** Gives a unit if nobody waits for one and there is room for it; false leaves everything as it was. */
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

    /** Takes a unit if there is one; false leaves everything as it was. */
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
