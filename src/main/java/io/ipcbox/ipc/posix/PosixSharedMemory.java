package io.ipcbox.ipc.posix;

import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.file.Descriptor;
import io.ipcbox.ipc.file.FileStatus;
import io.ipcbox.ipc.file.PosixAccess;
import io.ipcbox.ipc.libc.LibcSharedMemory;
import io.ipcbox.ipc.libc.Platform;
import io.ipcbox.ipc.memory.MappedFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * POSIX shared memory: bytes with a name, {@code /lab} is the file {@code /dev/shm/lab}. It outlives every process;
 * whoever made it calls {@link #unlink}. The handle owns a descriptor; mappings belong to the caller's arena and stay
 * valid after {@link #close}. Any thread may call; what threads and processes do to the bytes they must agree on
 * themselves.
 *
 * <p>Its space is reserved when it gets its size: a full {@code /dev/shm} is an exception then, and not a crash at the
 * first write. If somebody makes it shorter while it is mapped, Java code that touches what is gone gets an {@link
 * InternalError}, and a C call the JVM does not survive.
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

    /**
     * Opens shared memory for reading and writing.
     *
     * @param name a slash and at most 255 bytes without another one. Python's {@code multiprocessing.shared_memory}
     *     leaves the slash out
     * @throws IpcException ENOENT, EACCES; EINVAL or ENAMETOOLONG for a name that none can have
     */
    public static PosixSharedMemory open(String name) {
        return open(name, PosixAccess.READ_WRITE);
    }

    /**
     * Opens shared memory.
     *
     * @param access for reading only, or also for writing; memory cannot be mapped for writing alone
     * @throws IpcException ENOENT, EACCES; EINVAL or ENAMETOOLONG for a name that none can have
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
     * Opens or creates shared memory, for reading and writing. New memory is zero, and appears with its size: nobody
     * can open it in between.
     *
     * @param permissions for new memory, exactly these whatever the umask
     * @param sizeBytes for new memory; what exists keeps its size
     * @throws IpcException ENOENT, EEXIST, EACCES; ENOSPC when {@code /dev/shm} has no room, ENOMEM when it has, but the
     *     machine or the control group has not; nothing is left behind then
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

    /** Creates shared memory that must not exist yet. */
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

    /** The descriptor's number, for C calls and {@code /proc/PID/fd}. It means this memory until {@link #close}. */
    public int fileDescriptor() {
        return descriptor.fd();
    }

    /** How many bytes it has now. */
    public long sizeBytes() {
        return status().sizeBytes();
    }

    /** What the file behind it is: owner, permissions, size, identity. */
    public FileStatus status() {
        return FileStatus.of(descriptor);
    }

    /**
     * Makes it longer, with all its space and zeros in it, or shorter. Mappings keep the length they have: who needs more
     * maps again, and nobody may touch what is gone.
     *
     * @throws IpcException ENOSPC or ENOMEM, and it is as it was; EBADF on a handle for reading only
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
     * Maps all of it until the arena closes; read-only if the handle is.
     *
     * @param arena the caller's; a shared one, if several threads are to use the mapping
     * @throws IpcException EINVAL if it has no bytes
     * @see <a href="https://man7.org/linux/man-pages/man2/mmap.2.html">mmap(2)</a>
     */
    public MemorySegment map(Arena arena) {
        return map(arena, 0, sizeBytes());
    }

    /**
     * Maps a part of it until the arena closes.
     *
     * @param offset where the part begins, in bytes; need not be the beginning of a page
     * @param length how many bytes
     * @throws IllegalArgumentException if the part does not lie inside
     */
    public MemorySegment map(Arena arena, long offset, long length) {
        return MappedFile.mapInside(descriptor, arena, access, offset, length);
    }

    /**
     * False once somebody removed the name, or gave it to other memory. Python's resource tracker does that when a process
     * ends that had it open through {@code multiprocessing}, even one that did not create it.
     */
    public boolean hasItsName() {
        return ShmFile.of(PosixKind.SHARED_MEMORY, name).isNameOf(status());
    }

    /** Removes the name of this memory; see {@link #unlink(String)}. Works on a closed handle too. */
    public void unlink() {
        unlink(name);
    }

    /**
     * Removes a name. Who has the memory open or mapped goes on with it; its space is free when the last one is done.
     *
     * @throws IpcException ENOENT, EACCES
     * @see <a href="https://man7.org/linux/man-pages/man3/shm_open.3.html">shm_unlink(3)</a>
     */
    public static void unlink(String name) {
        PosixKind.SHARED_MEMORY.unlink(name, LibcSharedMemory::shm_unlink);
    }

    /** Lets go of the descriptor; name, bytes and mappings stay. */
    @Override
    public void close() {
        descriptor.close();
    }

    /** Kind and name, as errors call it. */
    @Override
    public String toString() {
        return descriptor.object();
    }
}
