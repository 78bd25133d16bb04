package io.ipcbox.ipc.libc;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** This process: geteuid(2), getppid(2), setsid(2), prctl(2), setenv(3), execv(3). */
public final class LibcProcess {
    public static final int PR_SET_PDEATHSIG = 1;
    public static final int SIGKILL = 9;
    public static final int SIGTERM = 15;

    private static final FunctionDescriptor INT = FunctionDescriptor.of(JAVA_INT);
    private static final MethodHandle GETEUID = Linking.function("geteuid", INT);
    private static final MethodHandle GETPPID = Linking.function("getppid", INT);
    private static final MethodHandle SETSID = Linking.function("setsid", INT);
    private static final MethodHandle PRCTL = Linking.variadic(
            "prctl", 1, FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle SETENV =
            Linking.function("setenv", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
    private static final MethodHandle EXECV =
            Linking.function("execv", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));

    private LibcProcess() {}

    public static int geteuid() {
        try {
            return (int) GETEUID.invokeExact(LastErrno.capture());
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    public static int getppid() {
        try {
            return (int) GETPPID.invokeExact(LastErrno.capture());
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    public static int setsid() {
        try {
            return (int) SETSID.invokeExact(LastErrno.capture());
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    public static int prctl(int option, long argument) {
        try {
            return (int) PRCTL.invokeExact(LastErrno.capture(), option, argument, 0L, 0L, 0L);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    /** Not seen by {@code System.getenv}, but by {@link #execv}. */
    public static int setenv(MemorySegment name, MemorySegment value, int overwrite) {
        try {
            return (int) SETENV.invokeExact(LastErrno.capture(), name, value, overwrite);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    /** Returns only if it fails. */
    public static int execv(MemorySegment path, MemorySegment arguments) {
        try {
            return (int) EXECV.invokeExact(LastErrno.capture(), path, arguments);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }
}
