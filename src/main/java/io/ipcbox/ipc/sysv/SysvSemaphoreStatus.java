package io.ipcbox.ipc.sysv;

import io.ipcbox.ipc.libc.SemidLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A snapshot of a semaphore set. Times are in whole seconds.
 *
 * @param count the number of semaphores, which never changes
 * @param lastOperation empty if no operation was ever performed, so that the values may not have been set yet
 * @param lastChange when it was created or last changed; setting values is a change
 */
public record SysvSemaphoreStatus(
        SysvOwnership ownership, int count, Optional<Instant> lastOperation, Instant lastChange) {

    public SysvSemaphoreStatus {
        Objects.requireNonNull(ownership, "ownership");
        Objects.requireNonNull(lastOperation, "lastOperation");
        Objects.requireNonNull(lastChange, "lastChange");
    }

    /** Reads a {@code semid_ds}. */
    static SysvSemaphoreStatus of(MemorySegment status) {
        return new SysvSemaphoreStatus(
                SysvOwnership.of(status),
                Math.toIntExact(status.get(ValueLayout.JAVA_LONG, SemidLayout.COUNT)),
                KernelTime.at(status, SemidLayout.OPERATION_TIME),
                KernelTime.at(status, SemidLayout.CHANGE_TIME).orElse(Instant.EPOCH));
    }
}
