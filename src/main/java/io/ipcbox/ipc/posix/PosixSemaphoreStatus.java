package io.ipcbox.ipc.posix;

import java.util.List;
import java.util.Objects;

/**
 * A snapshot of a semaphore.
 *
 * @param value the units that can be taken
 * @param waiters the sleeping threads of all processes; one that was killed in its sleep stays counted
 * @param otherProcesses the other processes that have it open; only root sees processes of other users
 */
public record PosixSemaphoreStatus(int value, long waiters, List<Long> otherProcesses) {
    public PosixSemaphoreStatus {
        otherProcesses = List.copyOf(Objects.requireNonNull(otherProcesses, "otherProcesses"));
    }

    /**
     * True if no unit is left and no other process that could post one. Unlike a System V semaphore with undo, a POSIX
     * semaphore does not get units back from dead processes.
     */
    public boolean isStuck() {
        return value == 0 && otherProcesses.isEmpty();
    }

    /** One sentence, with a remedy if the semaphore is stuck. */
    @Override
    public String toString() {
        String state =
                "value " + value + ", waiters " + waiters + ", open in " + otherProcesses.size() + " other processes";
        return isStuck()
                ? state + "; stuck unless this process holds the unit: the process that took it has ended, and a POSIX"
                        + " semaphore gets no units back from dead processes; post it, or unlink and create it again"
                : state;
    }
}
