package io.ipcbox.ipc.libc;

import static io.ipcbox.ipc.libc.CType.FLAGS;
import static io.ipcbox.ipc.libc.CType.INT;
import static io.ipcbox.ipc.libc.CType.LONG;
import static io.ipcbox.ipc.libc.CType.PIPE_ENDS;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Pipes: pipe2(2), tee(2). */
public final class LibcPipe {
    public static final int SPLICE_F_NONBLOCK = 2;

    private static final MethodHandle PIPE2 = Linking.explained("pipe2", INT, PIPE_ENDS, FLAGS);
    private static final MethodHandle TEE = Linking.function("tee", LONG, INT, INT, LONG, INT);

    private LibcPipe() {}

    /** @param ends receives two ints, the read end first */
    public static int pipe2(MemorySegment ends, int flags) {
        return Downcall.make(PIPE2, ends, flags);
    }

    /** Copies bytes from one pipe to another without consuming them. */
    public static long tee(int from, int to, long length, int flags) {
        try {
            return (long) TEE.invokeExact(LastErrno.capture(), from, to, length, flags);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }
}
