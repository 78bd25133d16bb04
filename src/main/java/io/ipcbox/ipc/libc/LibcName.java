package io.ipcbox.ipc.libc;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Names in the file system: mkfifo(3), mkdir(2), rmdir(2), rename(2), unlink(2), chmod(2), fchmod(2). */
public final class LibcName {
    private static final MethodHandle MKFIFO =
            Linking.function("mkfifo", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle MKDIR =
            Linking.function("mkdir", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle RMDIR = Linking.function("rmdir", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    private static final MethodHandle CHMOD =
            Linking.function("chmod", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle FCHMOD =
            Linking.function("fchmod", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));

    private static final MethodHandle RENAME =
            Linking.function("rename", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle UNLINK = Linking.function("unlink", FunctionDescriptor.of(JAVA_INT, ADDRESS));

    private LibcName() {}

    public static int rename(MemorySegment from, MemorySegment to) {
        try {
            return (int) RENAME.invokeExact(LastErrno.capture(), from, to);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    public static int unlink(MemorySegment path) {
        try {
            return (int) UNLINK.invokeExact(LastErrno.capture(), path);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    public static int mkfifo(MemorySegment path, int mode) {
        try {
            return (int) MKFIFO.invokeExact(LastErrno.capture(), path, mode);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    public static int mkdir(MemorySegment path, int mode) {
        try {
            return (int) MKDIR.invokeExact(LastErrno.capture(), path, mode);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    public static int rmdir(MemorySegment path) {
        try {
            return (int) RMDIR.invokeExact(LastErrno.capture(), path);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    public static int chmod(MemorySegment path, int mode) {
        try {
            return (int) CHMOD.invokeExact(LastErrno.capture(), path, mode);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    public static int fchmod(int fd, int mode) {
        try {
            return (int) FCHMOD.invokeExact(LastErrno.capture(), fd, mode);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }
}
