package io.ipcbox.ipc.mapping;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.PosixAccess;
import io.ipcbox.ipc.file.Descriptor;
import io.ipcbox.ipc.file.Statx;
import io.ipcbox.ipc.libc.LastErrno;
import io.ipcbox.ipc.libc.LibcSpace;
import io.ipcbox.ipc.waiting.KernelSleep;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * What files, shared memory and anonymous memory have in common: space that belongs to a descriptor, and mappings of
 * it.
 */
public final class MappedFile {
    // A mapping starts at the beginning of a page of 4 KiB, or on aarch64 of up to 64 KiB.
    private static final long LARGEST_PAGE_BYTES = 65_536;

    private MappedFile() {}

    /**
     * Maps a part of the file until the arena closes; the descriptor may be closed earlier.
     *
     * @throws IpcException EINVAL for a length of zero, EPERM for a sealed file, ENOMEM
     */
    public static MemorySegment map(Descriptor descriptor, Arena arena, PosixAccess access, long offset, long length) {
        Objects.requireNonNull(arena, "arena");
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

    /**
     * Extends the file to the given size and allocates all its space, so that a full file system is an error here and
     * not a crash at the first write. A longer file keeps its length.
     *
     * @param place where the space is allocated
     * @throws IpcException ENOSPC, EFBIG; ENOMEM for more than the available memory; the file is unchanged
     */
    public static void reserve(Descriptor descriptor, long sizeBytes, Room place) {
        if (sizeBytes == 0) {
            return; // nothing to reserve, and glibc rejects it
        }
        String verb = "reserve " + sizeBytes + " bytes for";
        place.check(verb, descriptor, sizeBytes);
        int fd = descriptor.enter();
        try {
            int error;
            do {
                // Clearing a page takes a microsecond, so a gigabyte takes a quarter of a second.
                error = KernelSleep.run(() -> LibcSpace.posix_fallocate(fd, 0, sizeBytes));
            } while (error == Errno.EINTR.number());
            if (error != 0) {
                Errno errno = Errno.of(error);
                throw new IpcException(verb, descriptor.object(), errno, place.remedy(errno));
            }
        } finally {
            descriptor.leave();
        }
    }

    /**
     * Extends the file and allocates its space, or shortens it; then mappings of the removed part must not be accessed.
     */
    public static void resize(Descriptor descriptor, long sizeBytes, Room place) {
        checkSize(sizeBytes);
        if (sizeBytes > Statx.of(descriptor).sizeBytes()) {
            reserve(descriptor, sizeBytes, place);
            return;
        }
        setSize("shorten", descriptor, sizeBytes);
    }

    /** Sets the size of the file; a new part reads as zeros and has no space yet. */
    public static void setSize(String verb, Descriptor descriptor, long sizeBytes) {
        descriptor.call(verb, fd -> LibcSpace.ftruncate(fd, sizeBytes));
    }

    public static void checkSize(long sizeBytes) {
        if (sizeBytes < 0) {
            throw new IllegalArgumentException("a size cannot be negative, sizeBytes=" + sizeBytes);
        }
    }

    /** Maps a part that is currently inside the file. */
    public static MemorySegment mapInside(
            Descriptor descriptor, Arena arena, PosixAccess access, long offset, long length) {
        long size = Statx.of(descriptor).sizeBytes();
        if (offset < 0 || length < 0 || offset > size - length) {
            throw new IllegalArgumentException("bytes %d to %d are outside %s, which has %d bytes"
                    .formatted(offset, offset + length, descriptor.object(), size));
        }
        long before = offset % LARGEST_PAGE_BYTES;
        return map(descriptor, arena, access, offset - before, before + length).asSlice(before, length);
    }
}
