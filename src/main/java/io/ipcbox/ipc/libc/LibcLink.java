package io.ipcbox.ipc.libc;

import static io.ipcbox.ipc.libc.Shown.NEW_PATH;
import static io.ipcbox.ipc.libc.Shown.NUMBER;
import static io.ipcbox.ipc.libc.Shown.PATH;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Giving a file that has no name one: linkat(2). */
public final class LibcLink {
    public static final int AT_SYMLINK_FOLLOW = 0x400;

    private static final MethodHandle LINKAT = Linking.function(
            "linkat",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT),
            NUMBER,
            PATH,
            NUMBER,
            NEW_PATH,
            NUMBER);

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
