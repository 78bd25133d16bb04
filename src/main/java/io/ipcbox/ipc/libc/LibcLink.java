package io.ipcbox.ipc.libc;

import static io.ipcbox.ipc.libc.CType.INT;
import static io.ipcbox.ipc.libc.CType.NEW_PATH;
import static io.ipcbox.ipc.libc.CType.PATH;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Naming a file that has no name: linkat(2). */
public final class LibcLink {
    public static final int AT_SYMLINK_FOLLOW = 0x400;

    private static final MethodHandle LINKAT = Linking.explained("linkat", INT, INT, PATH, INT, NEW_PATH, INT);

    private LibcLink() {}

    public static int linkat(
            int oldDirectory, MemorySegment oldPath, int newDirectory, MemorySegment newPath, int flags) {
        try {
            return (int) LINKAT.invokeExact(LastErrno.capture(), oldDirectory, oldPath, newDirectory, newPath, flags);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }
}
