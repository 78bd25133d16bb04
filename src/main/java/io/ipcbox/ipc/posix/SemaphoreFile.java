package io.ipcbox.ipc.posix;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.file.Descriptor;
import io.ipcbox.ipc.file.Statx;
import io.ipcbox.ipc.libc.LastErrno;
import io.ipcbox.ipc.libc.LibcFile;
import io.ipcbox.ipc.libc.LibcSemaphore;
import io.ipcbox.ipc.libc.LibcSpace;
import io.ipcbox.ipc.libc.SemLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The file of a named semaphore in glibc: {@code /dev/shm/sem.NAME} holds a {@code sem_t} and nothing else. This class
 * replaces sem_open(3), which maps a file that is too short without a check, so that the first use kills the JVM, and
 * which leaves the permissions to the umask.
 */
final class SemaphoreFile {
    private SemaphoreFile() {}

    static void initialise(Descriptor descriptor, int value) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment semaphore = arena.allocate(SemLayout.BYTES, Long.BYTES);
            if (LibcSemaphore.sem_init(semaphore, 1, value) != 0) {
                throw new IpcException("create", descriptor.object(), LastErrno.get());
            }
            long written = LibcFile.write(descriptor.fd(), semaphore, SemLayout.BYTES);
            if (written != SemLayout.BYTES) {
                Errno errno = written < 0 ? LastErrno.get() : Errno.ENOSPC;
                throw new IpcException("create", descriptor.object(), errno, ShmFile.ROOM.remedy(errno));
            }
        }
    }

    /** Maps the semaphore. The caller unmaps it, and may close the descriptor first. */
    static MemorySegment map(Descriptor descriptor) {
        long size = Statx.of(descriptor).sizeBytes();
        if (size < SemLayout.BYTES) {
            throw new IpcException(
                    "open",
                    descriptor.object(),
                    Errno.EINVAL,
                    "its file has " + size + " bytes, a semaphore has " + SemLayout.BYTES + "; remove it");
        }
        MemorySegment semaphore = LibcSpace.mmap(
                MemorySegment.NULL,
                SemLayout.BYTES,
                LibcSpace.PROT_READ | LibcSpace.PROT_WRITE,
                LibcSpace.MAP_SHARED,
                descriptor.fd(),
                0);
        if (semaphore.address() == LibcSpace.MAP_FAILED) {
            throw new IpcException("map", descriptor.object(), LastErrno.get());
        }
        return semaphore;
    }
}
