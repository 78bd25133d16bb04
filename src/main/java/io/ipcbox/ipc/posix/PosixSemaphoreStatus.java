package io.ipcbox.ipc.posix;

import java.util.List;
import java.util.Objects;

/**
 * A semaphore, as it was a moment ago.
 *
 * @param value how many units can be taken
 * @param waiters threads asleep at it, of any process; one that was killed there stays counted
 * @param otherProcesses who else has it open; only root sees the processes of other users
 */
public record PosixSemaphoreStatus(int value, long waiters, List<Long> otherProcesses) {
    public PosixSemaphoreStatus {
        otherProcesses = List.copyOf(Objects.requireNonNull(otherProcesses, "otherProcesses"));
    }

    /**
     * True when nothing can be taken and no other process is left that could give something back. A POSIX semaphore,
     * unlike a System V one with undo, keeps what the dead have taken.
     */
    public boolean isStuck() {
        return value == 0 && otherProcesses.isEmpty();
    }

    /** In a sentence, and what to do when it is stuck. */
    @Override
    public String toString() {
        String state =
                "value " + value + ", waiters " + waiters + ", open in " + otherProcesses.size() + " other processes";
        return isStuck()
                ? state + "; stuck unless this process has the unit: who took it has ended, and a POSIX semaphore does"
                        + " not give back for the dead; post it, or unlink and create it again"
                : state;
    }
}
