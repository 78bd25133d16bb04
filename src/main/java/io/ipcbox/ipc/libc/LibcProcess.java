package io.ipcbox.ipc.libc;

import static io.ipcbox.ipc.libc.CType.INT;
import static io.ipcbox.ipc.libc.CType.LONG;
import static io.ipcbox.ipc.libc.CType.POINTER;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** This process: geteuid(2), getppid(2), setsid(2), prctl(2), setenv(3), execv(3). */
public final class LibcProcess {
    public static final int PR_SET_PDEATHSIG = 1;
    public static final int SIGKILL = 9;
    public static final int SIGTERM = 15;

    private static final MethodHandle GETEUID = Linking.function("geteuid", INT);
    private static final MethodHandle GETPPID = Linking.function("getppid", INT);
    private static final MethodHandle SETSID = Linking.function("setsid", INT);
    private static final MethodHandle PRCTL = Linking.variadic("prctl", 1, INT, INT, LONG, LONG, LONG, LONG);
    private static final MethodHandle SETENV = Linking.function("setenv", INT, POINTER, POINTER, INT);
    private static final MethodHandle EXECV = Linking.function("execv", INT, POINTER, POINTER);

    private LibcProcess() {}

    public static int geteuid() {
        return Downcall.make(GETEUID);
    }

    public static int getppid() {
        return Downcall.make(GETPPID);
    }

    public static int setsid() {
        return Downcall.make(SETSID);
    }

    public static int prctl(int option, long argument) {
        try {
            return (int) PRCTL.invokeExact(LastErrno.capture(), option, argument, 0L, 0L, 0L);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    /** Takes effect for {@link #execv}, not for {@code System.getenv}. */
    public static int setenv(MemorySegment name, MemorySegment value, int overwrite) {
        try {
            return (int) SETENV.invokeExact(LastErrno.capture(), name, value, overwrite);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    /** Returns only if it fails. */
    public static int execv(MemorySegment path, MemorySegment arguments) {
        return Downcall.make(EXECV, path, arguments);
    }
}
