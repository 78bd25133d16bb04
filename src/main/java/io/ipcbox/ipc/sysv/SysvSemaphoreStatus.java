package io.ipcbox.ipc.sysv;

import io.ipcbox.ipc.libc.SemidLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What the kernel knows of a semaphore set at one moment. Its times are whole seconds.
 *
 * @param ownership to whom it belongs
 * @param count how many semaphores it has, for ever
 * @param lastOperation when somebody last performed an operation; empty if nobody ever did, so that its values may not
 *     have been set yet
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
