package io.ipcbox.ipc.libc;

import static io.ipcbox.ipc.libc.CType.INT;
import static io.ipcbox.ipc.libc.CType.POINTER;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Resource limits of this process: getrlimit(2). */
public final class LibcLimit {
    /** Bytes in all POSIX message queues of this user. */
    public static final int RLIMIT_MSGQUEUE = 12;

    private static final MethodHandle GETRLIMIT = Linking.function("getrlimit", INT, INT, POINTER);

    private LibcLimit() {}

    /** @param limit receives a {@link RlimitLayout} */
    public static int getrlimit(int resource, MemorySegment limit) {
        return Downcall.make(GETRLIMIT, resource, limit);
    }
}
