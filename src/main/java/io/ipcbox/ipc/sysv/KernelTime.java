package io.ipcbox.ipc.sysv;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Instant;
import java.util.Optional;

/** The {@code time_t} of a status: seconds since 1970, 0 for what has never happened. */
final class KernelTime {
    private KernelTime() {}

    static Optional<Instant> at(MemorySegment status, long offset) {
        long seconds = status.get(ValueLayout.JAVA_LONG, offset);
        return seconds == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(seconds));
    }
}
