package io.ipcbox.ipc.libc;

import static io.ipcbox.ipc.libc.CType.INT;
import static io.ipcbox.ipc.libc.CType.POINTER;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Names in the file system: mkfifo(3), mkdir(2), rmdir(2), rename(2), unlink(2), chmod(2), fchmod(2). */
public final class LibcName {
    private static final MethodHandle MKFIFO = Linking.function("mkfifo", INT, POINTER, INT);
    private static final MethodHandle MKDIR = Linking.function("mkdir", INT, POINTER, INT);
    private static final MethodHandle RMDIR = Linking.function("rmdir", INT, POINTER);
    private static final MethodHandle CHMOD = Linking.function("chmod", INT, POINTER, INT);
    private static final MethodHandle FCHMOD = Linking.function("fchmod", INT, INT, INT);

    private static final MethodHandle RENAME = Linking.function("rename", INT, POINTER, POINTER);
    private static final MethodHandle UNLINK = Linking.function("unlink", INT, POINTER);

    private LibcName() {}

    public static int rename(MemorySegment from, MemorySegment to) {
        return Downcall.make(RENAME, from, to);
    }

    public static int unlink(MemorySegment path) {
        return Downcall.make(UNLINK, path);
    }

    public static int mkfifo(MemorySegment path, int mode) {
        return Downcall.make(MKFIFO, path, mode);
    }

    public static int mkdir(MemorySegment path, int mode) {
        return Downcall.make(MKDIR, path, mode);
    }

    public static int rmdir(MemorySegment path) {
        return Downcall.make(RMDIR, path);
    }

    public static int chmod(MemorySegment path, int mode) {
        return Downcall.make(CHMOD, path, mode);
    }

    public static int fchmod(int fd, int mode) {
        return Downcall.make(FCHMOD, fd, mode);
    }
}
