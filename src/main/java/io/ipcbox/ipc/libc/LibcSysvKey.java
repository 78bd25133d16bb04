package io.ipcbox.ipc.libc;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Keys of System V objects: ftok(3). */
public final class LibcSysvKey {
    private static final MethodHandle FTOK =
            Linking.function("ftok", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));

    private LibcSysvKey() {}

    /** -1 when it failed, but also for the file whose key is -1. */
    public static int ftok(MemorySegment path, int project) {
        try {
            return (int) FTOK.invokeExact(LastErrno.capture(), path, project);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }
}
