package io.ipcbox.ipc.libc;

import io.ipcbox.ipc.Errno;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The {@code errno} of the last C call of this thread. Meaningful only right after a call that returned its failure
 * value. Calls of other threads do not affect it.
 */
public final class LastErrno {
    // Freed by the garbage collector, after its thread has ended.
    private static final ThreadLocal<MemorySegment> CAPTURE =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(Linker.Option.captureStateLayout()));

    private LastErrno() {}

    /** The error. */
    public static Errno get() {
        return Errno.of(number());
    }

    /** Its number. */
    public static int number() {
        return CAPTURE.get().get(ValueLayout.JAVA_INT, 0);
    }

    /** The memory that receives it: the first argument of every handle made by {@link Linking}. */
    static MemorySegment capture() {
        return CAPTURE.get();
    }
}
