package io.ipcbox.ipc.libc;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** What this process may use: getrlimit(2). */
public final class LibcLimit {
    /** Bytes in all message queues of this user. */
    public static final int RLIMIT_MSGQUEUE = 12;

    private static final MethodHandle GETRLIMIT =
            Linking.function("getrlimit", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));

    private LibcLimit() {}

    /** @param limit {@link RlimitLayout}, to be filled in */
    public static int getrlimit(int resource, MemorySegment limit) {
        try {
            return (int) GETRLIMIT.invokeExact(LastErrno.capture(), resource, limit);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }
}
