package io.ipcbox.ipc.sysv;

import io.ipcbox.ipc.libc.IpcPermLayout;
import io.ipcbox.ipc.libc.ShmidLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A snapshot of shared memory. Times are in whole seconds.
 *
 * @param sizeBytes as requested; the kernel rounds it up to whole pages
 * @param attached the number of attachments in all processes
 * @param lastPid the process that last attached or detached it, 0 if none did
 * @param lastChange when it was created or last changed
 * @param markedForRemoval true after its removal: it is freed with its last attachment
 * @param locked true if it cannot be swapped out
 */
public record SysvMemoryStatus(
        SysvOwnership ownership,
        long sizeBytes,
        long attached,
        int creatorPid,
        int lastPid,
        Optional<Instant> lastAttach,
        Optional<Instant> lastDetach,
        Instant lastChange,
        boolean markedForRemoval,
        boolean locked) {
    private static final int SHM_DEST = 01000;
    private static final int SHM_LOCKED = 02000;

    public SysvMemoryStatus {
        Objects.requireNonNull(ownership, "ownership");
        Objects.requireNonNull(lastAttach, "lastAttach");
        Objects.requireNonNull(lastDetach, "lastDetach");
        Objects.requireNonNull(lastChange, "lastChange");
    }

    /** Reads a {@code shmid_ds}. */
    static SysvMemoryStatus of(MemorySegment status) {
        int mode = status.get(ValueLayout.JAVA_INT, IpcPermLayout.MODE);
        return new SysvMemoryStatus(
                SysvOwnership.of(status),
                status.get(ValueLayout.JAVA_LONG, ShmidLayout.SIZE),
                status.get(ValueLayout.JAVA_LONG, ShmidLayout.ATTACHED),
                status.get(ValueLayout.JAVA_INT, ShmidLayout.CREATOR_PID),
                status.get(ValueLayout.JAVA_INT, ShmidLayout.LAST_PID),
                KernelTime.at(status, ShmidLayout.ATTACH_TIME),
                KernelTime.at(status, ShmidLayout.DETACH_TIME),
                KernelTime.at(status, ShmidLayout.CHANGE_TIME).orElse(Instant.EPOCH),
                (mode & SHM_DEST) != 0,
                (mode & SHM_LOCKED) != 0);
    }
}
