package io.ipcbox.ipc.posix;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.libc.LastErrno;
import io.ipcbox.ipc.libc.LibcSpace;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** What files, shared memory and anonymous memory have in common: space behind a descriptor, and mappings of it. */
final class MappedFile {
    private MappedFile() {}

    /**
     * Maps a part of the file until the arena closes; the descriptor may be closed before.
     *
     * @throws IpcException EINVAL for no bytes at all, EPERM for a sealed file, ENOMEM
     */
    static MemorySegment map(Descriptor descriptor, Arena arena, PosixAccess access, long offset, long length) {
        boolean readOnly = access == PosixAccess.READ_ONLY;
        int fd = descriptor.enter();
        try {
            MemorySegment mapped = LibcSpace.mmap(
                    MemorySegment.NULL,
                    length,
                    readOnly ? LibcSpace.PROT_READ : LibcSpace.PROT_READ | LibcSpace.PROT_WRITE,
                    LibcSpace.MAP_SHARED,
                    fd,
                    offset);
            if (mapped.address() == LibcSpace.MAP_FAILED) {
                throw refusal(descriptor, LastErrno.get(), length);
            }
            MemorySegment owned = LibcSpace.ownedBy(arena, mapped);
            return readOnly ? owned.asReadOnly() : owned;
        } finally {
            descriptor.leave();
        }
    }

    private static IpcException refusal(Descriptor descriptor, Errno errno, long length) {
        return length == 0
                ? new IpcException("map", descriptor.object(), errno, "it has no bytes; give it a size first")
                : new IpcException("map", descriptor.object(), errno);
    }
}
