package io.ipcbox.ipc.libc;

import static io.ipcbox.ipc.libc.Shown.ACCESS_FLAGS;
import static io.ipcbox.ipc.libc.Shown.BYTES;
import static io.ipcbox.ipc.libc.Shown.CLOSED_FD;
import static io.ipcbox.ipc.libc.Shown.FD;
import static io.ipcbox.ipc.libc.Shown.NUMBER;
import static io.ipcbox.ipc.libc.Shown.OCTAL;
import static io.ipcbox.ipc.libc.Shown.OPENED_PATH;
import static io.ipcbox.ipc.libc.Shown.RECEIVED;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Files and descriptors: open(2), close(2), read(2), write(2), fcntl(2), statx(2). */
public final class LibcFile {
    public static final int O_RDONLY = 0;
    public static final int O_WRONLY = 1;
    public static final int O_RDWR = 2;
    public static final int O_CREAT = 0x40;
    public static final int O_EXCL = 0x80;
    public static final int O_NONBLOCK = 0x800;
    public static final int O_NOFOLLOW = Platform.isAarch64() ? 0x8000 : 0x20000;
    public static final int O_CLOEXEC = 0x80000;
    public static final int O_PATH = 0x200000;
    public static final int O_DIRECTORY = Platform.isAarch64() ? 0x4000 : 0x10000;
    /** A file without a name in the directory that is opened. */
    public static final int O_TMPFILE = 0x400000 | O_DIRECTORY;

    public static final int F_GETFL = 3;
    public static final int F_SETFL = 4;
    public static final int F_OFD_GETLK = 36;
    public static final int F_OFD_SETLK = 37;
    public static final int F_OFD_SETLKW = 38;
    public static final int F_SETPIPE_SZ = 1031;
    public static final int F_GETPIPE_SZ = 1032;
    public static final int F_ADD_SEALS = 1033;
    public static final int F_GET_SEALS = 1034;

    public static final int AT_FDCWD = -100;
    public static final int AT_SYMLINK_NOFOLLOW = 0x100;
    public static final int AT_EMPTY_PATH = 0x1000;
    public static final int STATX_BASIC_STATS = 0x7ff;

    private static final FunctionDescriptor INT_INT = FunctionDescriptor.of(JAVA_INT, JAVA_INT);
    private static final FunctionDescriptor INT_ADDRESS_INT_INT =
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
    private static final FunctionDescriptor LONG_INT_ADDRESS_LONG =
            FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);

    private static final MethodHandle OPEN =
            Linking.variadic("open", 2, INT_ADDRESS_INT_INT, OPENED_PATH, ACCESS_FLAGS, OCTAL);
    private static final MethodHandle CLOSE = Linking.function("close", INT_INT, CLOSED_FD);
    private static final MethodHandle READ = Linking.function("read", LONG_INT_ADDRESS_LONG, FD, RECEIVED, NUMBER);
    private static final MethodHandle WRITE = Linking.function("write", LONG_INT_ADDRESS_LONG, FD, BYTES, NUMBER);
    private static final MethodHandle FCNTL_INT =
            Linking.variadic("fcntl", 2, FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle FCNTL_ADDRESS =
            Linking.variadic("fcntl", 2, FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));
    private static final MethodHandle STATX =
            Linking.function("statx", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS));

    private LibcFile() {}

    public static int open(MemorySegment path, int flags, int mode) {
        try {
            return (int) OPEN.invokeExact(LastErrno.capture(), path, flags, mode);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    public static int close(int fd) {
        try {
            return (int) CLOSE.invokeExact(LastErrno.capture(), fd);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    public static long read(int fd, MemorySegment buffer, long count) {
        try {
            return (long) READ.invokeExact(LastErrno.capture(), fd, buffer, count);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    public static long write(int fd, MemorySegment buffer, long count) {
        try {
            return (long) WRITE.invokeExact(LastErrno.capture(), fd, buffer, count);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    public static int fcntl(int fd, int command, int argument) {
        try {
            return (int) FCNTL_INT.invokeExact(LastErrno.capture(), fd, command, argument);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    public static int fcntl(int fd, int command, MemorySegment argument) {
        try {
            return (int) FCNTL_ADDRESS.invokeExact(LastErrno.capture(), fd, command, argument);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    public static int statx(int directory, MemorySegment path, int flags, int mask, MemorySegment statx) {
        try {
            return (int) STATX.invokeExact(LastErrno.capture(), directory, path, flags, mask, statx);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }
}
