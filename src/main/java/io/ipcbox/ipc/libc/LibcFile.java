package io.ipcbox.ipc.libc;

import static io.ipcbox.ipc.libc.CType.ACCESS_FLAGS;
import static io.ipcbox.ipc.libc.CType.BYTES;
import static io.ipcbox.ipc.libc.CType.CLOSED_FD;
import static io.ipcbox.ipc.libc.CType.FD;
import static io.ipcbox.ipc.libc.CType.INT;
import static io.ipcbox.ipc.libc.CType.LONG;
import static io.ipcbox.ipc.libc.CType.OCTAL;
import static io.ipcbox.ipc.libc.CType.OPENED_PATH;
import static io.ipcbox.ipc.libc.CType.POINTER;
import static io.ipcbox.ipc.libc.CType.RECEIVED;

import io.ipcbox.ipc.PosixAccess;
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
    /** Creates a file without a name in the directory. */
    public static final int O_TMPFILE = 0x400000 | O_DIRECTORY;

    public static final int F_GETFL = 3;
    public static final int F_SETFL = 4;
    public static final int F_OFD_GETLK = 36;
    public static final int F_OFD_SETLK = 37;
    public static final int F_SETPIPE_SZ = 1031;
    public static final int F_GETPIPE_SZ = 1032;
    public static final int F_ADD_SEALS = 1033;
    public static final int F_GET_SEALS = 1034;

    public static final int AT_FDCWD = -100;
    public static final int AT_SYMLINK_NOFOLLOW = 0x100;
    public static final int AT_EMPTY_PATH = 0x1000;
    public static final int STATX_BASIC_STATS = 0x7ff;

    private static final MethodHandle OPEN =
            Linking.explainedVariadic("open", 2, INT, OPENED_PATH, ACCESS_FLAGS, OCTAL);
    private static final MethodHandle CLOSE = Linking.explained("close", INT, CLOSED_FD);
    private static final MethodHandle READ = Linking.explained("read", LONG, FD, RECEIVED, LONG);
    private static final MethodHandle WRITE = Linking.explained("write", LONG, FD, BYTES, LONG);
    private static final MethodHandle FCNTL_INT = Linking.variadic("fcntl", 2, INT, INT, INT, INT);
    private static final MethodHandle FCNTL_ADDRESS = Linking.variadic("fcntl", 2, INT, INT, INT, POINTER);
    private static final MethodHandle STATX = Linking.function("statx", INT, INT, POINTER, INT, INT, POINTER);

    private LibcFile() {}

    /** The flag for open(2) and mq_open(3). */
    public static int flags(PosixAccess access) {
        return switch (access) {
            case READ_ONLY -> O_RDONLY;
            case WRITE_ONLY -> O_WRONLY;
            case READ_WRITE -> O_RDWR;
        };
    }

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
        return Downcall.make(FCNTL_INT, fd, command, argument);
    }

    public static int fcntl(int fd, int command, MemorySegment argument) {
        return Downcall.make(FCNTL_ADDRESS, fd, command, argument);
    }

    public static int statx(int directory, MemorySegment path, int flags, int mask, MemorySegment statx) {
        try {
            return (int) STATX.invokeExact(LastErrno.capture(), directory, path, flags, mask, statx);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }
}
