package io.ipcbox.ipc.sysv;

/**
 * What to do with one semaphore of a set. Immutable.
 *
 * @param semaphore which one, from 0
 * @param change above zero: add so much; below: take so much, waiting until there is enough; zero: wait until it is zero
 * @param undo true to have the kernel take the change back when this process ends, however it ends ({@code SEM_UNDO}).
 *     The kernel keeps one account for the whole process: it does not matter which thread took and which gives back
 */
public record SysvSemaphoreOperation(int semaphore, int change, boolean undo) {
    private static final int HIGHEST_NUMBER = 0xffff;

    public SysvSemaphoreOperation {
        checkNumber(semaphore);
        if (change < -SysvSemaphoreSet.MAX_VALUE || change > SysvSemaphoreSet.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "a semaphore goes up to " + SysvSemaphoreSet.MAX_VALUE + ", change=" + change);
        }
    }

    /** @param amount to add, above zero */
    public static SysvSemaphoreOperation post(int semaphore, int amount) {
        return new SysvSemaphoreOperation(semaphore, checkedAmount(amount), false);
    }

    /** @param amount to take, above zero, when there is enough */
    public static SysvSemaphoreOperation wait(int semaphore, int amount) {
        return new SysvSemaphoreOperation(semaphore, -checkedAmount(amount), false);
    }

    /** Waits until it is zero. */
    public static SysvSemaphoreOperation awaitZero(int semaphore) {
        return new SysvSemaphoreOperation(semaphore, 0, false);
    }

    /** The same, taken back when this process ends. */
    public SysvSemaphoreOperation withUndo() {
        return new SysvSemaphoreOperation(semaphore, change, true);
    }

    static void checkNumber(int semaphore) {
        if (semaphore < 0 || semaphore > HIGHEST_NUMBER) {
            throw new IllegalArgumentException(
                    "semaphores are counted from 0 to " + HIGHEST_NUMBER + ", semaphore=" + semaphore);
        }
    }

    static int checkedAmount(int amount) {
        if (amount <= 0 || amount > SysvSemaphoreSet.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "the amount must lie between 1 and " + SysvSemaphoreSet.MAX_VALUE + ", amount=" + amount);
        }
        return amount;
    }
}
