package io.ipcbox.ipc.posix;

import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.FileStatus;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.PosixAccess;
import io.ipcbox.ipc.file.Descriptor;
import io.ipcbox.ipc.file.Statx;
import io.ipcbox.ipc.libc.LibcSharedMemory;
import io.ipcbox.ipc.libc.Platform;
import io.ipcbox.ipc.mapping.MappedFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * POSIX shared memory: bytes with a name; {@code /lab} is the file {@code /dev/shm/lab}. It outlives every process; its
 * creator removes it with {@link #unlink}. The handle owns a descriptor; mappings belong to the caller's arena and stay
 * valid after {@link #close}. Any thread may call; threads and processes synchronise their accesses to the bytes
 * themselves.
 *
 * <p>Space is reserved when the size is set, so a full {@code /dev/shm} is an exception and not a crash at the first
 * write. If another process truncates the memory while it is mapped, Java code that touches the lost part gets an
 * {@link InternalError}, and a C call that does crashes the JVM.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/shm_overview.7.html">shm_overview(7)</a>
 */
public final class PosixSharedMemory implements AutoCloseable {
    private final String name;
    private final PosixAccess access;
    private final Descriptor descriptor;

    private PosixSharedMemory(String name, PosixAccess access, Descriptor descriptor) {
        this.name = name;
        this.access = access;
        this.descriptor = descriptor;
    }

    /** Opens shared memory for reading and writing. */
    public static PosixSharedMemory open(String name) {
        return open(name, PosixAccess.READ_WRITE);
    }

    /**
     * @param name a slash, then at most 255 bytes without another slash. Python's {@code multiprocessing.shared_memory}
     *     omits the slash
     * @param access reading only, or reading and writing; memory cannot be mapped for writing alone
     * @throws IpcException ENOENT, EACCES; EINVAL or ENAMETOOLONG for an invalid name
     */
    public static PosixSharedMemory open(String name, PosixAccess access) {
        Objects.requireNonNull(access, "access");
        if (access == PosixAccess.WRITE_ONLY) {
            throw new IllegalArgumentException("memory cannot be written and not read, access=" + access);
        }
        return new PosixSharedMemory(
                name, access, file(CreationMode.OPEN_EXISTING, name).open(access));
    }

    /**
     * Opens or creates shared memory, for reading and writing. New memory is all zeros and appears with its size
     * already set.
     *
     * @param permissions for new memory, exactly these whatever the umask
     * @param sizeBytes for new memory; existing memory keeps its size
     * @throws IpcException ENOENT, EEXIST, EACCES; ENOSPC if {@code /dev/shm} is full; ENOMEM if the machine or the
     *     control group has no memory left. Nothing is left behind
     * @see <a href="https://man7.org/linux/man-pages/man3/shm_open.3.html">shm_open(3)</a>
     */
    public static PosixSharedMemory open(String name, CreationMode mode, Permissions permissions, long sizeBytes) {
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(permissions, "permissions");
        MappedFile.checkSize(sizeBytes);
        Descriptor descriptor = file(mode, name)
                .open(mode, permissions, created -> MappedFile.reserve(created, sizeBytes, ShmFile.ROOM));
        return new PosixSharedMemory(name, PosixAccess.READ_WRITE, descriptor);
    }

    /** Creates shared memory, which must not exist yet. */
    public static PosixSharedMemory create(String name, Permissions permissions, long sizeBytes) {
        return open(name, CreationMode.CREATE_EXCLUSIVE, permissions, sizeBytes);
    }

    private static ShmFile file(CreationMode mode, String name) {
        Platform.require();
        PosixKind.SHARED_MEMORY.checkName(mode, name);
        return ShmFile.of(PosixKind.SHARED_MEMORY, name);
    }

    public String name() {
        return name;
    }

    /** The descriptor's number, for C calls and {@code /proc/PID/fd}. Valid until {@link #close}. */
    public int fileDescriptor() {
        return descriptor.fd();
    }

    public long sizeBytes() {
        return status().sizeBytes();
    }

    /** Owner, permissions, size and identity of the file behind it. */
    public FileStatus status() {
        return Statx.of(descriptor);
    }

    /**
     * Extends the memory with zeros, reserving the space, or truncates it. Existing mappings keep their length: map
     * again to use new space, and do not touch space that was cut off.
     *
     * @throws IpcException ENOSPC or ENOMEM, leaving the memory unchanged; EBADF on a read-only handle
     * @see <a href="https://man7.org/linux/man-pages/man2/ftruncate.2.html">ftruncate(2)</a>
     */
    public void resize(long sizeBytes) {
        if (access == PosixAccess.READ_ONLY) {
            throw new IpcException(
                    "resize", descriptor.object(), Errno.EBADF, "this handle was opened for reading only");
        }
        MappedFile.resize(descriptor, sizeBytes, ShmFile.ROOM);
    }

    /**
     * Maps the whole memory until the arena closes; read-only if the handle is.
     *
     * @param arena a shared one, if several threads use the mapping
     * @throws IpcException EINVAL if the memory is empty
     * @see <a href="https://man7.org/linux/man-pages/man2/mmap.2.html">mmap(2)</a>
     */
    public MemorySegment map(Arena arena) {
        return map(arena, 0, sizeBytes());
    }

    /**
     * Maps a part of the memory until the arena closes.
     *
     * @param offset in bytes; need not be a multiple of the page size
     * @param length in bytes
     * @throws IllegalArgumentException if the part exceeds the memory
     */
    public MemorySegment map(Arena arena, long offset, long length) {
        return MappedFile.mapInside(descriptor, arena, access, offset, length);
    }

    /**
     * False once the name was removed or refers to other memory. Python's resource tracker removes it when a process
     * ends that opened it through {@code multiprocessing}, even one that did not create it.
     */
    public boolean hasItsName() {
        return ShmFile.of(PosixKind.SHARED_MEMORY, name).isNameOf(status());
    }

    /** As {@link #unlink(String)}, for this memory's name. Works on a closed handle too. */
    public void unlink() {
        unlink(name);
    }

    /**
     * Removes a name. Open handles and mappings keep working; the space is freed with the last of them.
     *
     * @throws IpcException ENOENT, EACCES
     * @see <a href="https://man7.org/linux/man-pages/man3/shm_open.3.html">shm_unlink(3)</a>
     */
    public static void unlink(String name) {
        PosixKind.SHARED_MEMORY.unlink(name, LibcSharedMemory::shm_unlink);
    }

    /** Closes the descriptor; name, bytes and mappings stay. */
    @Override
    public void close() {
        descriptor.close();
    }

    /** Kind and name, as in errors. */
    @Override
    public String toString() {
        return descriptor.object();
    }
}
