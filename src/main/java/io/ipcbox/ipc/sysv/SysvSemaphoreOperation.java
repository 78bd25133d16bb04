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
    static final int HIGHEST_NUMBER = 0xffff;

    public SysvSemaphoreOperation {
        if (semaphore < 0 || semaphore > HIGHEST_NUMBER) {
            throw new IllegalArgumentException(
                    "semaphores are counted from 0 to " + HIGHEST_NUMBER + ", semaphore=" + semaphore);
        }
        if (change < -SysvSemaphoreSet.MAX_VALUE || change > SysvSemaphoreSet.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "a semaphore goes up to " + SysvSemaphoreSet.MAX_VALUE + ", change=" + change);
        }
    }

    /**
     * Adds.
     *
     * @param amount above zero
     */
    public static SysvSemaphoreOperation post(int semaphore, int amount) {
        return new SysvSemaphoreOperation(semaphore, checked(amount), false);
    }

    /**
     * Takes, waiting until there is enough.
     *
     * @param amount above zero
     */
    public static SysvSemaphoreOperation wait(int semaphore, int amount) {
        return new SysvSemaphoreOperation(semaphore, -checked(amount), false);
    }

    /** Waits until it is zero. */
    public static SysvSemaphoreOperation awaitZero(int semaphore) {
        return new SysvSemaphoreOperation(semaphore, 0, false);
    }

    /** The same, taken back when this process ends. */
    public SysvSemaphoreOperation withUndo() {
        return new SysvSemaphoreOperation(semaphore, change, true);
    }

    private static int checked(int amount) {
        if (amount <= 0) {
            throw new IllegalArgumentException("the amount must be above zero, amount=" + amount);
        }
        return amount;
    }
}
