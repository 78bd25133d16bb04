package io.ipcbox.ipc.posix;

import io.ipcbox.ipc.Deadline;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.libc.LastErrno;
import io.ipcbox.ipc.libc.LibcSemaphore;
import io.ipcbox.ipc.libc.LibcWord;
import io.ipcbox.ipc.libc.SemLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** Tests where this C library keeps a semaphore's value and waiters, on a private semaphore. For one use. */
final class SemaphoreTrial {
    // Exceeded only on a machine that is stalled; the trial then fails, which makes calls slower but never wrong.
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final long LOOK_AGAIN_NANOS = 20_000;

    private final MemorySegment semaphore = Arena.ofAuto().allocate(SemLayout.BYTES, Long.BYTES);
    private final long unit;
    private final long waiter;

    private SemaphoreTrial(long unit, long waiter) {
        this.unit = unit;
        this.waiter = waiter;
    }

    /**
     * Runs the trial, with a thread that briefly sleeps on the semaphore.
     *
     * @param unit what a unit adds to the first eight bytes of a semaphore
     * @param waiter what a sleeping thread adds to them
     */
    static boolean confirms(long unit, long waiter) {
        SemaphoreTrial trial = new SemaphoreTrial(unit, waiter);
        return trial.countsUnits() && trial.overflows() && trial.countsWaiters();
    }

    private boolean countsUnits() {
        return LibcSemaphore.sem_init(semaphore, 1, 2) == 0
                && holds(2 * unit)
                && LibcSemaphore.sem_post(semaphore) == 0
                && holds(3 * unit)
                && LibcSemaphore.sem_trywait(semaphore) == 0
                && holds(2 * unit);
    }

    private boolean overflows() {
        return LibcSemaphore.sem_init(semaphore, 1, Integer.MAX_VALUE) == 0
                && LibcSemaphore.sem_post(semaphore) != 0
                && LastErrno.get() == Errno.EOVERFLOW
                && holds(Integer.MAX_VALUE * unit);
    }

    private boolean countsWaiters() {
        if (LibcSemaphore.sem_init(semaphore, 1, 0) != 0) {
            return false;
        }
        CompletableFuture<Integer> sleeper = CompletableFuture.supplyAsync(
                () -> SemaphoreSleep.best().take(semaphore, PATIENCE.toNanos()),
                task -> Thread.ofPlatform()
                        .daemon()
                        .name("ipcbox-semaphore-trial")
                        .start(task));
        boolean counted = awaitWaiter();
        return LibcSemaphore.sem_post(semaphore) == 0 && SemaphoreSleep.isTaken(sleeper.join()) && counted && holds(0);
    }

    private boolean awaitWaiter() {
        Deadline deadline = Deadline.after(PATIENCE);
        while (!holds(waiter)) {
            if (deadline.hasPassed()) {
                return false;
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        return true;
    }

    private boolean holds(long word) {
        return LibcWord.load(semaphore.address()) == word;
    }
}
