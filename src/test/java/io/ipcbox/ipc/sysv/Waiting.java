package io.ipcbox.ipc.sysv;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for actions of other threads and processes, until the test's time limit. */
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

    /** @param process the directory of a process or thread in {@code /proc} */
    static boolean isSleeping(Path process) {
        try {
            String stat = Files.readString(process.resolve("stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) == 'S';
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns when a thread sleeps in Java. */
    static void untilParked(Thread thread) {
        until(() -> thread.getState() == Thread.State.TIMED_WAITING);
    }
}
