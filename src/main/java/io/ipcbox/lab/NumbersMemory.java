package io.ipcbox.lab;

/**
 * Shared memory for the scheduler's numbers, with a semaphore that says when they are there, in one of the two families.
 * Who creates it removes it.
 */
sealed interface NumbersMemory extends AutoCloseable permits PosixNumbersMemory, SysvNumbersMemory {
    /** Creates it, under the name or the key of the run. */
    static NumbersMemory create(boolean sysv, ThisProcess self, int count) {
        return sysv ? SysvNumbersMemory.create(self.objectKey(), count) : PosixNumbersMemory.create(self, count);
    }

    /** @param name as {@link #name} has it in another process */
    static NumbersMemory open(boolean sysv, String name) {
        return sysv ? SysvNumbersMemory.open(name) : PosixNumbersMemory.open(name);
    }

    /** What another process opens it by. */
    String name();

    void store(int[] numbers);

    int[] load(int count);

    /** Says that the numbers are there. */
    void post();

    /** Waits until somebody has said so. */
    void await();

    /** Removes both, for everybody. */
    void remove();

    /** Detaches from both. */
    @Override
    void close();
}
