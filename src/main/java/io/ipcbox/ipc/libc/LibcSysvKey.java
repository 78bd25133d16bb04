package io.ipcbox.ipc.libc;

import static io.ipcbox.ipc.libc.CType.INT;
import static io.ipcbox.ipc.libc.CType.POINTER;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Keys of System V objects: ftok(3). */
public final class LibcSysvKey {
    private static final MethodHandle FTOK = Linking.function("ftok", INT, POINTER, INT);

    private LibcSysvKey() {}

    /** Returns -1 on failure, but also for a file whose key is -1. */
    public static int ftok(MemorySegment path, int project) {
        return Downcall.make(FTOK, path, project);
    }
}
