package io.ipcbox.ipc.sysv;

/**
 * An operation on one semaphore of a set. Immutable.
 *
 * @param semaphore its number, from 0
 * @param change above zero: add; below zero: take, waiting until the value is high enough; zero: wait for a value of
 *     zero
 * @param undo true to have the kernel undo the change when this process ends, however it ends ({@code SEM_UNDO}). The
 *     kernel keeps one total for the whole process: one thread can take a unit and another post it
 */
public record SysvSemaphoreOperation(int semaphore, int change, boolean undo) {
    private static final int HIGHEST_NUMBER = 0xffff;

    public SysvSemaphoreOperation {
        checkNumber(semaphore);
        if (change < -SysvSemaphoreSet.MAX_VALUE || change > SysvSemaphoreSet.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "a semaphore value goes up to " + SysvSemaphoreSet.MAX_VALUE + ", change=" + change);
        }
    }

    /** @param amount to add, above zero */
    public static SysvSemaphoreOperation post(int semaphore, int amount) {
        return new SysvSemaphoreOperation(semaphore, checkedAmount(amount), false);
    }

    /** @param amount to take, above zero, waiting until there is enough */
    public static SysvSemaphoreOperation wait(int semaphore, int amount) {
        return new SysvSemaphoreOperation(semaphore, -checkedAmount(amount), false);
    }

    public static SysvSemaphoreOperation awaitZero(int semaphore) {
        return new SysvSemaphoreOperation(semaphore, 0, false);
    }

    /** The same operation, undone when this process ends. */
    public SysvSemaphoreOperation withUndo() {
        return new SysvSemaphoreOperation(semaphore, change, true);
    }

    static void checkNumber(int semaphore) {
        if (semaphore < 0 || semaphore > HIGHEST_NUMBER) {
            throw new IllegalArgumentException(
                    "a semaphore number must lie between 0 and " + HIGHEST_NUMBER + ", semaphore=" + semaphore);
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
