package io.ipcbox.ipc.libc;

import io.ipcbox.ipc.Errno;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The {@code errno} that this thread's last C call left. Only meaningful right after a call that returned its failure
 * value; another thread's calls do not disturb it.
 */
public final class LastErrno {
    // Owned by the garbage collector: it lives as long as its thread may still look at it.
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

    /** Where the linker writes it: the first argument of every handle made by {@link Linking}. */
    static MemorySegment capture() {
        return CAPTURE.get();
    }
}
