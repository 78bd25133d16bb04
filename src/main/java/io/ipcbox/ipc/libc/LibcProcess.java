package io.ipcbox.ipc.libc;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;

/** This process: geteuid(2), getppid(2), setsid(2), prctl(2). */
public final class LibcProcess {
    public static final int PR_SET_PDEATHSIG = 1;
    public static final int SIGKILL = 9;

    private static final FunctionDescriptor INT = FunctionDescriptor.of(JAVA_INT);
    private static final MethodHandle GETEUID = Linking.function("geteuid", INT);
    private static final MethodHandle GETPPID = Linking.function("getppid", INT);
    private static final MethodHandle SETSID = Linking.function("setsid", INT);
    private static final MethodHandle PRCTL = Linking.variadic(
            "prctl", 1, FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));

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
}
