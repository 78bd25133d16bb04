package io.ipcbox.ring;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.PosixAccess;
import io.ipcbox.ipc.memory.Memfd;
import io.ipcbox.ipc.memory.MemfdSeal;
import java.lang.foreign.Arena;
import java.util.Objects;

/**
 * Rings in memory without a name, sealed so that it cannot be truncated. Such a ring is freed when its last handle is
 * closed. Any thread may call; the handles belong to the caller.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/memfd_create.2.html">memfd_create(2)</a>
 */
public final class AnonymousRing {
    private AnonymousRing() {}

    /**
     * @param label shown in {@code /proc/PID/maps}; need not be unique
     * @throws IpcException ENOMEM, ENOSPC, EMFILE
     */
    public static RingFile create(String label, RingSettings settings) {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(settings, "settings");
        Memfd anonymous = Memfd.create(label, RingMemory.bytes(settings));
        Arena arena = Arena.ofShared();
        try {
            anonymous.seal(MemfdSeal.SHRINK, MemfdSeal.GROW);
            RingMemory memory = RingMemory.format(anonymous.map(arena), object(label), settings, 0, 0);
            return new RingFile(new RingStore.Anonymous(anonymous, PosixAccess.READ_WRITE), arena, memory);
        } catch (RuntimeException e) {
            arena.close();
            anonymous.close();
            throw e;
        }
    }

    /**
     * Opens a ring that a process of this user has open.
     *
     * @param fileDescriptor the ring's descriptor in that process, see {@link RingFile#fileDescriptor}
     * @param access {@link PosixAccess#READ_ONLY} for a passive reader, else {@link PosixAccess#READ_WRITE}
     * @throws IpcException ENOENT; EACCES for another user's process; EPERM if the memory is not sealed against
     *     shrinking; EBADMSG if it is not a ring
     */
    public static RingFile open(long pid, int fileDescriptor, PosixAccess access) {
        Objects.requireNonNull(access, "access");
        String object = object("/proc/" + pid + "/fd/" + fileDescriptor);
        Memfd anonymous = Memfd.open(pid, fileDescriptor, access);
        try {
            if (!anonymous.seals().contains(MemfdSeal.SHRINK)) {
                throw new IpcException("trust", object, Errno.EPERM, "it is not sealed against shrinking");
            }
        } catch (RuntimeException e) {
            anonymous.close();
            throw e;
        }
        return RingOpening.open(new RingStore.Anonymous(anonymous, access), object);
    }

    private static String object(String label) {
        return "anonymous ring \"" + label + "\"";
    }
}
