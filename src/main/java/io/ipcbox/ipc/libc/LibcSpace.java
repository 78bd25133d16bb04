package io.ipcbox.ipc.libc;

import static io.ipcbox.ipc.libc.CType.FD;
import static io.ipcbox.ipc.libc.CType.INT;
import static io.ipcbox.ipc.libc.CType.LONG;
import static io.ipcbox.ipc.libc.CType.MAPPED_FD;
import static io.ipcbox.ipc.libc.CType.POINTER;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** File space and mappings: ftruncate(2), posix_fallocate(3), mmap(2), munmap(2). */
public final class LibcSpace {
    public static final int PROT_READ = 1;
    public static final int PROT_WRITE = 2;
    public static final int MAP_SHARED = 1;
    /** Maps at exactly the given address, atomically replacing what is mapped there. */
    public static final int MAP_FIXED = 0x10;
    /** The address that {@link #mmap} returns on failure. */
    public static final long MAP_FAILED = -1;

    private static final MethodHandle FTRUNCATE = Linking.function("ftruncate", INT, INT, LONG);
    private static final MethodHandle POSIX_FALLOCATE = Linking.explained("posix_fallocate", INT, FD, LONG, LONG);
    private static final MethodHandle MMAP =
            Linking.explained("mmap", POINTER, POINTER, LONG, INT, INT, MAPPED_FD, LONG);
    private static final MethodHandle MUNMAP = Linking.explained("munmap", INT, POINTER, LONG);

    private LibcSpace() {}

    public static int ftruncate(int fd, long length) {
        try {
            return (int) FTRUNCATE.invokeExact(LastErrno.capture(), fd, length);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    /** Returns the error number, or 0 on success; {@code errno} is unchanged. */
    public static int posix_fallocate(int fd, long offset, long length) {
        try {
            return (int) POSIX_FALLOCATE.invokeExact(LastErrno.capture(), fd, offset, length);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    /** Returns the mapping, {@code length} bytes long; its address is {@link #MAP_FAILED} on failure. */
    @SuppressWarnings("restricted")
    public static MemorySegment mmap(
            MemorySegment address, long length, int protection, int flags, int fd, long offset) {
        try {
            MemorySegment start = (MemorySegment)
                    MMAP.invokeExact(LastErrno.capture(), address, length, protection, flags, fd, offset);
            return start.reinterpret(length);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    /** The mapping as a segment that is unmapped when the arena closes, or at once if the arena rejects it. */
    @SuppressWarnings("restricted")
    public static MemorySegment ownedBy(Arena arena, MemorySegment mapping) {
        try {
            return mapping.reinterpret(arena, segment -> munmap(segment, segment.byteSize()));
        } catch (IllegalStateException | WrongThreadException e) {
            munmap(mapping, mapping.byteSize());
            throw e;
        }
    }

    /** The same, and runs the action after unmapping; the action must not refer to the segment. */
    @SuppressWarnings("restricted")
    public static MemorySegment ownedBy(Arena arena, MemorySegment mapping, Runnable unmapped) {
        return mapping.reinterpret(arena, segment -> {
            munmap(segment, segment.byteSize());
            unmapped.run();
        });
    }

    public static int munmap(MemorySegment address, long length) {
        try {
            return (int) MUNMAP.invokeExact(LastErrno.capture(), address, length);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }
}
