package io.ipcbox.ipc.libc;

import static io.ipcbox.ipc.libc.CType.INT;
import static io.ipcbox.ipc.libc.CType.POINTER;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** What this process may use: getrlimit(2). */
public final class LibcLimit {
    /** Bytes in all message queues of this user. */
    public static final int RLIMIT_MSGQUEUE = 12;

    private static final MethodHandle GETRLIMIT = Linking.function("getrlimit", INT, INT, POINTER);

    private LibcLimit() {}

    /** @param limit {@link RlimitLayout}, to be filled in */
    public static int getrlimit(int resource, MemorySegment limit) {
        return Downcall.make(GETRLIMIT, resource, limit);
    }
}
