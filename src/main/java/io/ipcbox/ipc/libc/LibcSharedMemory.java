package io.ipcbox.ipc.libc;

import static io.ipcbox.ipc.libc.CType.INT;
import static io.ipcbox.ipc.libc.CType.PATH;
import static io.ipcbox.ipc.libc.CType.POINTER;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Shared memory with a descriptor: shm_unlink(3), memfd_create(2). Instead of shm_open(3), callers use open(2) in
 * {@code /dev/shm}, which can create the file without a name first.
 */
public final class LibcSharedMemory {
    public static final int MFD_CLOEXEC = 1;
    public static final int MFD_ALLOW_SEALING = 2;

    private static final MethodHandle SHM_UNLINK = Linking.explained("shm_unlink", INT, PATH);
    private static final MethodHandle MEMFD_CREATE = Linking.function("memfd_create", INT, POINTER, INT);

    private LibcSharedMemory() {}

    public static int shm_unlink(MemorySegment name) {
        return Downcall.make(SHM_UNLINK, name);
    }

    /** @param name shown in {@code /proc/PID/fd}; need not be unique */
    public static int memfd_create(MemorySegment name, int flags) {
        return Downcall.make(MEMFD_CREATE, name, flags);
    }
}
