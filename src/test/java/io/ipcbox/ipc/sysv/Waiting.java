package io.ipcbox.ipc.sysv;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other threads and processes do. The test's own time limit ends it. */
final class Waiting {
    private Waiting() {}

    static void until(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("it did not come true in time");
            }
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
    }

    /** True while a thread sleeps, in Java or in a C call that a test knows it makes. */
    static void untilParked(Thread thread) {
        until(() -> thread.getState() == Thread.State.TIMED_WAITING);
    }
}
