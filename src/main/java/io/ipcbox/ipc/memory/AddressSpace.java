package io.ipcbox.ipc.memory;

import io.ipcbox.ipc.libc.LibcSpace;
import java.lang.foreign.MemorySegment;

/**
 * All memory of this process as one segment, for the innermost loop over a mapping: neither bounds nor lifetime are
 * checked, so the caller answers for both, and a mistake ends the process. Everybody else uses the mapping's own segment.
 *
 * <p>Not for users of the library: public because other packages of it stand on it.
 */
public final class AddressSpace {
    private AddressSpace() {}

    /** Offsets are addresses. Keep it in a static final field: only then it costs nothing. */
    public static MemorySegment all() {
        return LibcSpace.addressSpace();
    }
}
