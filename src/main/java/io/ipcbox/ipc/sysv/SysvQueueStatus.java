package io.ipcbox.ipc.sysv;

import io.ipcbox.ipc.libc.MsqidLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A snapshot of a message queue. Times are in whole seconds.
 *
 * @param bytes the total length of its messages
 * @param maxBytes the total length at which senders have to wait
 * @param lastSendPid the process that sent last, 0 if none did
 * @param lastReceivePid the process that received last, 0 if none did
 * @param lastChange when it was created or last changed
 */
public record SysvQueueStatus(
        SysvOwnership ownership,
        long messages,
        long bytes,
        long maxBytes,
        int lastSendPid,
        int lastReceivePid,
        Optional<Instant> lastSend,
        Optional<Instant> lastReceive,
        Instant lastChange) {

    public SysvQueueStatus {
        Objects.requireNonNull(ownership, "ownership");
        Objects.requireNonNull(lastSend, "lastSend");
        Objects.requireNonNull(lastReceive, "lastReceive");
        Objects.requireNonNull(lastChange, "lastChange");
    }

    /** Reads a {@code msqid_ds}. */
    static SysvQueueStatus of(MemorySegment status) {
        return new SysvQueueStatus(
                SysvOwnership.of(status),
                status.get(ValueLayout.JAVA_LONG, MsqidLayout.MESSAGES),
                status.get(ValueLayout.JAVA_LONG, MsqidLayout.CURRENT_BYTES),
                status.get(ValueLayout.JAVA_LONG, MsqidLayout.MAX_BYTES),
                status.get(ValueLayout.JAVA_INT, MsqidLayout.SEND_PID),
                status.get(ValueLayout.JAVA_INT, MsqidLayout.RECEIVE_PID),
                KernelTime.at(status, MsqidLayout.SEND_TIME),
                KernelTime.at(status, MsqidLayout.RECEIVE_TIME),
                KernelTime.at(status, MsqidLayout.CHANGE_TIME).orElse(Instant.EPOCH));
    }
}
