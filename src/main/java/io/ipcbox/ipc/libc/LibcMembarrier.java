package io.ipcbox.ipc.libc;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** membarrier(2), which has no wrapper in the C library, through syscall(2). */
public final class LibcMembarrier {
    /** A memory barrier on every processor that runs a process which has registered for it. */
    public static final int MEMBARRIER_CMD_GLOBAL_EXPEDITED = 2;

    public static final int MEMBARRIER_CMD_REGISTER_GLOBAL_EXPEDITED = 4;

    private static final long SYS_MEMBARRIER = Platform.isAarch64() ? 283 : 324;

    // The same shape as the futex's: linking a shape that is known already is ten times faster.
    private static final MethodHandle SYSCALL = Linking.variadic(
            "syscall",
            1,
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));

    private LibcMembarrier() {}

    /** @return 0; -1 with ENOSYS or EINVAL (the kernel has not got it) or EPERM (a filter refuses it) */
    public static long membarrier(int command) {
        try {
            return (long) SYSCALL.invokeExact(
                    LastErrno.capture(),
                    SYS_MEMBARRIER,
                    MemorySegment.ofAddress(command),
                    0,
                    0,
                    MemorySegment.NULL,
                    MemorySegment.NULL,
                    0);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }
}
