package io.ipcbox.ipc.libc;

import static io.ipcbox.ipc.libc.Shown.PATH;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Memory behind a descriptor: shm_unlink(3), memfd_create(2). shm_open(3) is open(2) in {@code /dev/shm}, and the
 * callers use that, for it can create a file without a name first.
 */
public final class LibcSharedMemory {
    public static final int MFD_CLOEXEC = 1;
    public static final int MFD_ALLOW_SEALING = 2;

    private static final MethodHandle SHM_UNLINK =
            Linking.function("shm_unlink", FunctionDescriptor.of(JAVA_INT, ADDRESS), PATH);
    private static final MethodHandle MEMFD_CREATE =
            Linking.function("memfd_create", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));

    private LibcSharedMemory() {}

    public static int shm_unlink(MemorySegment name) {
        try {
            return (int) SHM_UNLINK.invokeExact(LastErrno.capture(), name);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    /** @param name for people who look at {@code /proc/PID/fd}; need not be unique */
    public static int memfd_create(MemorySegment name, int flags) {
        try {
            return (int) MEMFD_CREATE.invokeExact(LastErrno.capture(), name, flags);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }
}
