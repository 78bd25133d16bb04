package io.ipcbox.ipc.libc;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** The clocks that C calls wait on: clock_gettime(2). */
public final class LibcTime {
    public static final int CLOCK_REALTIME = 0;
    public static final int CLOCK_MONOTONIC = 1;

    private static final MethodHandle CLOCK_GETTIME =
            Linking.function("clock_gettime", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));

    private LibcTime() {}

    /** @param timespec {@link TimespecLayout}, to be filled in */
    public static int clock_gettime(int clock, MemorySegment timespec) {
        try {
            return (int) CLOCK_GETTIME.invokeExact(LastErrno.capture(), clock, timespec);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }
}
