package io.ipcbox.ipc.sysv;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Instant;
import java.util.Optional;

/** A {@code time_t} in a status: seconds since 1970, 0 for never. */
final class KernelTime {
    private KernelTime() {}

    static Optional<Instant> at(MemorySegment status, long offset) {
        long seconds = status.get(ValueLayout.JAVA_LONG, offset);
        return seconds == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(seconds));
    }
}
