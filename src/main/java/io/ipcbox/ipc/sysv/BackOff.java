package io.ipcbox.ipc.sysv;

import io.ipcbox.ipc.waiting.Deadline;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The pauses between asking again for what the kernel cannot announce: each twice as long as the one before, up to 4
 * ms. What comes after a wait of time t is therefore seen about t later at most, and never more than 4 ms. One wait, one
 * thread; a virtual thread gives its carrier away meanwhile.
 */
final class BackOff {
    private static final long SHORTEST_NANOS = Duration.ofNanos(20_000).toNanos();
    private static final long LONGEST_NANOS = Duration.ofMillis(4).toNanos();

    private final SysvObject object;
    private final Deadline deadline;
    private long nanos = SHORTEST_NANOS;

    BackOff(SysvObject object, Deadline deadline) {
        this.object = object;
        this.deadline = deadline;
    }

    /** False, at once or after a pause, when there is no use in asking again. */
    boolean pause() {
        if (deadline.hasPassed() || !object.mayWait()) {
            return false;
        }
        LockSupport.parkNanos(object, Math.min(nanos, deadline.remainingNanos()));
        nanos = Math.min(2 * nanos, LONGEST_NANOS);
        return object.mayWait();
    }
}
