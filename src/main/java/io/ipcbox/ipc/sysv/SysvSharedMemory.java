package io.ipcbox.ipc.sysv;

import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.libc.LastErrno;
import io.ipcbox.ipc.libc.LibcSysvMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Objects;

/**
 * System V shared memory: bytes that several processes attach to their address spaces. It outlives every process; its
 * creator removes it with {@link #remove}, or {@code ipcrm -m} does. Its size never changes, so no other process can
 * truncate it.
 *
 * <p>Any thread may call, virtual threads included. No method waits. New memory is all zeros.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/shmget.2.html">shmget(2)</a>
 */
public final class SysvSharedMemory extends SysvObject<SysvMemoryStatus> {
    private static final MemorySegment ANYWHERE = MemorySegment.NULL;
    /** Opens existing memory of any size. */
    private static final long ANY_SIZE = 0;

    private SysvSharedMemory(SysvIdentity identity) {
        super(identity, SysvMemoryStatus::of);
    }

    /**
     * Opens the memory of a key. Permissions are checked by each later call, not here.
     *
     * @throws IpcException ENOENT if there is none
     */
    public static SysvSharedMemory open(SysvKey key) {
        return open(key, CreationMode.OPEN_EXISTING, Permissions.OWNER_ONLY, ANY_SIZE);
    }

    /**
     * Opens or creates the memory of a key; {@link SysvKey#PRIVATE} always creates it.
     *
     * @param permissions for new memory, exactly these: System V ignores the umask
     * @param sizeBytes of new memory, above zero; existing memory keeps its size and must be at least this large
     * @param options for new memory
     * @throws IpcException ENOENT, EEXIST; EINVAL if existing memory is smaller, or for a size above shmmax; ENOSPC if
     *     the system has reached its limit of segments or pages; ENOMEM, also without enough huge pages; EPERM if this
     *     user may not use huge pages
     */
    public static SysvSharedMemory open(
            SysvKey key, CreationMode mode, Permissions permissions, long sizeBytes, SysvMemoryOption... options) {
        Objects.requireNonNull(options, "options");
        if (sizeBytes < 0) {
            throw new IllegalArgumentException("the size cannot be negative, sizeBytes=" + sizeBytes);
        }
        int optionFlags =
                Arrays.stream(options).mapToInt(SysvMemoryOption::flags).reduce(0, (a, b) -> a | b);
        try {
            return new SysvSharedMemory(SysvIdentity.open(
                    SysvKind.SHARED_MEMORY,
                    key,
                    mode,
                    permissions,
                    flags -> LibcSysvMemory.shmget(key.value(), sizeBytes, flags == 0 ? 0 : flags | optionFlags)));
        } catch (IpcException e) {
            throw Arrays.stream(options).anyMatch(SysvMemoryOption::isHuge) ? aboutHugePages(e) : e;
        }
    }

    private static IpcException aboutHugePages(IpcException e) {
        return switch (e.errno()) {
            case ENOMEM -> SysvFailure.because(e, "there are too few free huge pages: raise " + SysvLimits.hugePages());
            case EPERM ->
                SysvFailure.because(e, "huge pages require root, or the group in /proc/sys/vm/hugetlb_shm_group");
            case EINVAL -> SysvFailure.because(e, "this machine may have no huge pages of that size");
            default -> e;
        };
    }

    /**
     * Opens the memory of an id, as listed by {@code ipcs -m}.
     *
     * @throws IpcException EINVAL if there is none
     */
    public static SysvSharedMemory ofId(int id) {
        return new SysvSharedMemory(SysvIdentity.ofId(SysvKind.SHARED_MEMORY, id));
    }

    /**
     * Attaches the memory at an address that the kernel chooses. The attachment outlives this handle.
     *
     * @throws IpcException EACCES, ENOMEM, EIDRM
     * @see <a href="https://man7.org/linux/man-pages/man2/shmop.2.html">shmat(2)</a>
     */
    public SysvAttachment attach(SysvAccess access) {
        return attach(access, ANYWHERE);
    }

    /**
     * Attaches the memory at a given address, for data that contain pointers. The address range must be free: an
     * existing mapping, such as the Java heap, is never replaced.
     *
     * @param address a multiple of the page size
     * @throws IpcException EINVAL if the range is in use, or the address is not a multiple of the page size
     */
    public SysvAttachment attach(SysvAccess access, long address) {
        if (address == 0) {
            throw new IllegalArgumentException("memory cannot be attached at address 0");
        }
        return attach(access, MemorySegment.ofAddress(address));
    }

    private SysvAttachment attach(SysvAccess access, MemorySegment address) {
        Arena arena = Arena.ofShared();
        try {
            return new SysvAttachment(toString(), arena, attach(arena, access, address));
        } catch (RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    /** Attaches the memory until the caller's arena closes, for the threads that may use that arena. */
    public MemorySegment attach(SysvAccess access, Arena arena) {
        return attach(arena, access, ANYWHERE);
    }

    private MemorySegment attach(Arena arena, SysvAccess access, MemorySegment address) {
        Objects.requireNonNull(access, "access");
        Objects.requireNonNull(arena, "arena");
        boolean readOnly = access == SysvAccess.READ_ONLY;
        MemorySegment start = LibcSysvMemory.shmat(id(), address, readOnly ? LibcSysvMemory.SHM_RDONLY : 0);
        if (start.address() == LibcSysvMemory.SHMAT_FAILED) {
            throw attachFailure(address);
        }
        try {
            MemorySegment segment = LibcSysvMemory.ownedBy(arena, start, status().sizeBytes());
            return readOnly ? segment.asReadOnly() : segment;
        } catch (RuntimeException e) {
            LibcSysvMemory.shmdt(start);
            throw e;
        }
    }

    private IpcException attachFailure(MemorySegment address) {
        return failure(
                "attach",
                LastErrno.get(),
                errno -> errno == Errno.EINVAL && address.address() != 0
                        ? "address 0x%x is in use, or not a multiple of the page size".formatted(address.address())
                        : "");
    }

    /**
     * Locks the memory: pages that have been touched are not swapped out until {@link #unlock}.
     *
     * @throws IpcException EPERM or ENOMEM above the limit of {@code ulimit -l}
     */
    public void lock() {
        lock("lock", LibcSysvMemory.SHM_LOCK);
    }

    public void unlock() {
        lock("unlock", LibcSysvMemory.SHM_UNLOCK);
    }

    private void lock(String verb, int command) {
        if (LibcSysvMemory.shmctl(id(), command, MemorySegment.NULL) < 0) {
            throw failure(verb, LastErrno.get(), errno -> switch (errno) {
                case EPERM, ENOMEM -> "its owner may lock up to the limit of ulimit -l, or more with CAP_IPC_LOCK";
                default -> "";
            });
        }
    }
}
