package io.ipcbox.ipc.libc;

import static io.ipcbox.ipc.libc.Shown.FLAGS;
import static io.ipcbox.ipc.libc.Shown.PIPE_ENDS;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Pipes as such: pipe2(2), tee(2). */
public final class LibcPipe {
    public static final int SPLICE_F_NONBLOCK = 2;

    private static final MethodHandle PIPE2 =
            Linking.function("pipe2", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT), PIPE_ENDS, FLAGS);
    private static final MethodHandle TEE =
            Linking.function("tee", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT));

    private LibcPipe() {}

    /** @param ends two ints to be filled in, the reading end first */
    public static int pipe2(MemorySegment ends, int flags) {
        try {
            return (int) PIPE2.invokeExact(LastErrno.capture(), ends, flags);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    /** Copies bytes from one pipe to another without taking them out of the first. */
    public static long tee(int from, int to, long length, int flags) {
        try {
            return (long) TEE.invokeExact(LastErrno.capture(), from, to, length, flags);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }
}
