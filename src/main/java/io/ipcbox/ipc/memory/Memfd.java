package io.ipcbox.ipc.memory;

import io.ipcbox.ipc.ByteLocks;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.PosixAccess;
import io.ipcbox.ipc.file.Descriptor;
import io.ipcbox.ipc.file.OfdLocks;
import io.ipcbox.ipc.file.Statx;
import io.ipcbox.ipc.libc.LastErrno;
import io.ipcbox.ipc.libc.LibcFile;
import io.ipcbox.ipc.libc.LibcSharedMemory;
import io.ipcbox.ipc.libc.Platform;
import io.ipcbox.ipc.mapping.MappedFile;
import io.ipcbox.ipc.mapping.Room;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Anonymous shared memory: it has no name to remove, and the kernel frees it when no process has it open or mapped. The
 * kernel enforces its seals, so that processes need not trust each other. Another process of the same user opens it
 * through {@link #path}, as a file or by {@link #open}.
 *
 * <p>The handle owns a descriptor; mappings belong to the caller's arena and stay valid after {@link #close}. Any
 * thread may call.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/memfd_create.2.html">memfd_create(2)</a>
 */
public final class Memfd implements AutoCloseable {
    private static final int LABEL_MAX = 249;

    private final PosixAccess access;
    private final Descriptor descriptor;
    private final ByteLocks locks;
    private final boolean sparse;

    private Memfd(PosixAccess access, Descriptor descriptor, boolean sparse) {
        this.access = access;
        this.sparse = sparse;
        this.descriptor = descriptor;
        this.locks = new OfdLocks(descriptor);
    }

    /**
     * Creates memory of zeros and allocates all its space: no later write fails for lack of memory.
     *
     * @param label shown by {@code ls -l /proc/PID/fd} and in {@code /proc/PID/maps}; need not be unique; at most 249
     *     bytes
     * @throws IpcException EINVAL if the label is too long; EMFILE; ENOMEM for more than the available memory of the
     *     machine or of this process's control group
     */
    public static Memfd create(String label, long sizeBytes) {
        return create(label, sizeBytes, false, descriptor -> MappedFile.reserve(descriptor, sizeBytes, Room.MEMORY));
    }

    /**
     * Creates memory of zeros without allocating space: each page is allocated on the first write to it. The size may
     * exceed the memory of the machine. If too much of it is written, the kernel kills a process, maybe another one.
     *
     * @param label as above
     * @throws IpcException EINVAL if the label is too long; EMFILE; EFBIG
     */
    public static Memfd createSparse(String label, long sizeBytes) {
        return create(
                label,
                sizeBytes,
                true,
                descriptor -> MappedFile.setSize("set to " + sizeBytes + " bytes", descriptor, sizeBytes));
    }

    private static Memfd create(String label, long sizeBytes, boolean sparse, Consumer<Descriptor> sizing) {
        Objects.requireNonNull(label, "label");
        Platform.require();
        MappedFile.checkSize(sizeBytes);
        return create(label, object(label)).handTo(made -> {
            sizing.accept(made);
            return new Memfd(PosixAccess.READ_WRITE, made, sparse);
        });
    }

    private static Descriptor create(String label, String object) {
        if (label.indexOf('\0') >= 0) {
            throw new IpcException("create", object, Errno.EINVAL, "a label cannot contain a NUL character");
        }
        try (Arena arena = Arena.ofConfined()) {
            int fd = LibcSharedMemory.memfd_create(
                    arena.allocateFrom(label), LibcSharedMemory.MFD_CLOEXEC | LibcSharedMemory.MFD_ALLOW_SEALING);
            if (fd < 0) {
                Errno errno = LastErrno.get();
                throw errno == Errno.EINVAL
                        ? new IpcException("create", object, errno, "a label cannot exceed " + LABEL_MAX + " bytes")
                        : new IpcException("create", object, errno);
            }
            return new Descriptor(fd, object);
        }
    }

    private static String object(String label) {
        return "anonymous memory \"" + label + "\"";
    }

    /**
     * Opens memory that another process has open.
     *
     * @param pid the process
     * @param fileDescriptor its descriptor there, see {@link #fileDescriptor}
     * @throws IpcException ENOENT, EACCES for another user's process, EINVAL if it is not anonymous memory
     */
    public static Memfd open(long pid, int fileDescriptor, PosixAccess access) {
        Objects.requireNonNull(access, "access");
        if (access == PosixAccess.WRITE_ONLY) {
            throw new IllegalArgumentException("memory cannot be opened for writing only, access=" + access);
        }
        return reopen(Path.of("/proc/" + pid + "/fd/" + fileDescriptor), access).handTo(opened -> {
            seals(opened);
            return new Memfd(access, opened, false);
        });
    }

    private static Descriptor reopen(Path link, PosixAccess access) {
        String object = object(link.toString());
        try {
            return Descriptor.reopen("open", object, link, LibcFile.flags(access) | LibcFile.O_NONBLOCK);
        } catch (IpcException e) {
            throw e.errno() == Errno.ENOENT
                    ? new IpcException("open", object, e.errno(), "that process has ended, or has closed it", e)
                    : e;
        }
    }

    /** Its descriptor in this process, until {@link #close}. */
    public int fileDescriptor() {
        return descriptor.fd();
    }

    /** The path under which other processes of this user can open it, until {@link #close}. */
    public Path path() {
        return Path.of("/proc/" + ProcessHandle.current().pid() + "/fd/" + descriptor.fd());
    }

    /** Its current size in bytes. */
    public long sizeBytes() {
        return Statx.of(descriptor).sizeBytes();
    }

    /**
     * Extends the memory with zeros and allocates the space, or shortens it. Memory that this handle {@linkplain
     * #createSparse created sparse} stays sparse. Existing mappings keep their length.
     *
     * @throws IpcException EPERM if a seal forbids it; ENOMEM, leaving the size unchanged; EBADF on a read-only handle
     */
    public void resize(long sizeBytes) {
        if (access == PosixAccess.READ_ONLY) {
            throw new IpcException(
                    "resize", descriptor.object(), Errno.EBADF, "this handle was opened for reading only");
        }
        try {
            if (sparse) {
                MappedFile.checkSize(sizeBytes);
                MappedFile.setSize("resize to " + sizeBytes + " bytes", descriptor, sizeBytes);
            } else {
                MappedFile.resize(descriptor, sizeBytes, Room.MEMORY);
            }
        } catch (IpcException e) {
            throw e.errno() == Errno.EPERM ? sealed("resize") : e;
        }
    }

    private IpcException sealed(String verb) {
        return new IpcException(verb, descriptor.object(), Errno.EPERM, "it is sealed: " + seals());
    }

    /**
     * Maps all of it until the arena closes; read-only if the handle is read-only.
     *
     * @throws IpcException EPERM if a seal forbids writing; EINVAL if the size is zero
     */
    public MemorySegment map(Arena arena) {
        return map(arena, access);
    }

    /** Maps all of it for reading, until the arena closes. */
    public MemorySegment mapReadOnly(Arena arena) {
        return map(arena, PosixAccess.READ_ONLY);
    }

    private MemorySegment map(Arena arena, PosixAccess mappingAccess) {
        try {
            return MappedFile.mapInside(descriptor, arena, mappingAccess, 0, sizeBytes());
        } catch (IpcException e) {
            throw e.errno() == Errno.EPERM ? sealed("map") : e;
        }
    }

    /**
     * Adds seals, which are permanent and also bind this process.
     *
     * @throws IpcException EPERM if more seals are forbidden, or on a read-only handle; EBUSY for {@link
     *     MemfdSeal#WRITE} while any process has it mapped for writing
     */
    public void seal(MemfdSeal... seals) {
        Objects.requireNonNull(seals, "seals");
        int bits = MemfdSeal.bits(seals.length == 0 ? Set.of() : EnumSet.copyOf(List.of(seals)));
        descriptor.call(fd -> LibcFile.fcntl(fd, LibcFile.F_ADD_SEALS, bits), this::sealRefusal);
    }

    private IpcException sealRefusal(Errno errno) {
        return new IpcException(
                "seal",
                descriptor.object(),
                errno,
                switch (errno) {
                    case EBUSY ->
                        "it is mapped for writing; close the arenas of those mappings first, or seal FUTURE_WRITE";
                    case EPERM -> "it is sealed against more seals, or this handle is for reading only";
                    default -> errno.remedy().orElse("");
                });
    }

    /** The current seals. */
    public Set<MemfdSeal> seals() {
        return seals(descriptor);
    }

    private static Set<MemfdSeal> seals(Descriptor descriptor) {
        return MemfdSeal.of(descriptor.call(
                fd -> LibcFile.fcntl(fd, LibcFile.F_GET_SEALS, 0),
                errno -> new IpcException("open", descriptor.object(), errno, "it is not anonymous memory")));
    }

    /** The locks of this handle; {@link #close} releases them. */
    public ByteLocks locks() {
        return locks;
    }

    /** Closes the descriptor; mappings stay. */
    @Override
    public void close() {
        descriptor.close();
    }

    /** Kind and label, as in errors. */
    @Override
    public String toString() {
        return descriptor.object();
    }
}
