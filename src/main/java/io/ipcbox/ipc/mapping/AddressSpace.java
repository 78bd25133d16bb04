package io.ipcbox.ipc.mapping;

import io.ipcbox.ipc.libc.LibcWord;
import java.lang.foreign.MemorySegment;

/**
 * The whole address space of this process as one segment, for the innermost loop over a mapping: neither bounds nor
 * lifetime are checked, so the caller guarantees both, and a mistake crashes the process. Other code uses the segment
 * of the mapping.
 */
public final class AddressSpace {
    private AddressSpace() {}

    /** Offsets are addresses. Keep it in a static final field; otherwise accesses are slower. */
    public static MemorySegment all() {
        return LibcWord.addressSpace();
    }
}
