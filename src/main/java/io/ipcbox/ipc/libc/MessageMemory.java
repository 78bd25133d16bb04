package io.ipcbox.ipc.libc;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Allocates buffers for messages. */
public final class MessageMemory {
    private static final long PAGE_BYTES = 4096;

    // The kernel stores a message of a page or more from byte 48 of a page on (System V and POSIX alike). Measured:
    // sending and receiving 8 KiB takes 4.1 microseconds if the buffer starts at byte 64 of a page, and 2.8 if it
    // starts in the middle, probably because of the page offsets of source and destination.
    private static final long BEST_PLACE = PAGE_BYTES / 2;

    private MessageMemory() {}

    /** Allocates memory placed for fast copying and aligned to eight bytes. The garbage collector frees it. */
    public static MemorySegment allocate(long bytes) {
        if (bytes < PAGE_BYTES) {
            return Arena.ofAuto().allocate(bytes, Long.BYTES);
        }
        return Arena.ofAuto().allocate(BEST_PLACE + bytes, PAGE_BYTES).asSlice(BEST_PLACE);
    }
}
