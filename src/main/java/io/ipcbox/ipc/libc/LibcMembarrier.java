package io.ipcbox.ipc.libc;

import java.lang.foreign.MemorySegment;

/** membarrier(2), which has no wrapper in glibc, through syscall(2). */
public final class LibcMembarrier {
    /** A memory barrier on every processor that runs a registered process. */
    public static final int MEMBARRIER_CMD_GLOBAL_EXPEDITED = 2;

    public static final int MEMBARRIER_CMD_REGISTER_GLOBAL_EXPEDITED = 4;

    private static final long SYS_MEMBARRIER = Platform.isAarch64() ? 283 : 324;

    private LibcMembarrier() {}

    /** @return 0; -1 with ENOSYS or EINVAL (the kernel does not support it) or EPERM (a seccomp filter refuses it) */
    public static long membarrier(int command) {
        return LibcSyscall.syscall(SYS_MEMBARRIER, MemorySegment.ofAddress(command), 0, 0, MemorySegment.NULL);
    }
}
