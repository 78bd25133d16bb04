package io.ipcbox.ipc.libc;

import static io.ipcbox.ipc.libc.CType.INT;
import static io.ipcbox.ipc.libc.CType.POINTER;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** The clocks of timed C calls: clock_gettime(2). */
public final class LibcTime {
    public static final int CLOCK_REALTIME = 0;
    public static final int CLOCK_MONOTONIC = 1;

    private static final MethodHandle CLOCK_GETTIME = Linking.function("clock_gettime", INT, INT, POINTER);

    private LibcTime() {}

    /** @param timespec receives a {@link TimespecLayout} */
    public static int clock_gettime(int clock, MemorySegment timespec) {
        return Downcall.make(CLOCK_GETTIME, clock, timespec);
    }
}
