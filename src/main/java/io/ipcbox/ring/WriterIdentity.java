package io.ipcbox.ring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * The process that writes a ring, for display only: locks decide whether it is alive.
 *
 * @param startTicks its start time in clock ticks since boot, which differs between processes of the same id
 * @param boot the boot id of the machine, to which pid and ticks belong
 */
public record WriterIdentity(long pid, long startTicks, UUID boot) {
    private static final int START_TIME_FIELD = 22;

    static WriterIdentity current() {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            // The command name, field 2, may contain spaces and brackets; the fields after its last bracket are
            // regular.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            UUID boot = UUID.fromString(
                    Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip());
            return new WriterIdentity(
                    ProcessHandle.current().pid(), Long.parseLong(fields[START_TIME_FIELD - 3]), boot);
        } catch (IOException e) {
            return new WriterIdentity(ProcessHandle.current().pid(), 0, new UUID(0, 0));
        }
    }

    static WriterIdentity load(RingBytes ring) {
        UUID boot =
                new UUID(ring.getLong(RingLayout.WRITER_BOOT_AT), ring.getLong(RingLayout.WRITER_BOOT_AT + Long.BYTES));
        return new WriterIdentity(
                ring.getLong(RingLayout.WRITER_PID_AT), ring.getLong(RingLayout.WRITER_START_AT), boot);
    }

    void store(RingBytes ring) {
        ring.setLong(RingLayout.WRITER_PID_AT, pid);
        ring.setLong(RingLayout.WRITER_START_AT, startTicks);
        ring.setLong(RingLayout.WRITER_BOOT_AT, boot.getMostSignificantBits());
        ring.setLong(RingLayout.WRITER_BOOT_AT + Long.BYTES, boot.getLeastSignificantBits());
    }
}
