package io.ipcbox.ipc.libc;

import static io.ipcbox.ipc.libc.CType.INT;
import static io.ipcbox.ipc.libc.CType.LONG;
import static io.ipcbox.ipc.libc.CType.POINTER;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** System calls without a wrapper in glibc, through syscall(2). All have the signature of futex(2), to link only one. */
final class LibcSyscall {
    private static final MethodHandle SYSCALL =
            Linking.variadic("syscall", 1, LONG, LONG, POINTER, INT, INT, POINTER, POINTER, INT);

    private LibcSyscall() {}

    static long syscall(long number, MemorySegment first, int second, int third, MemorySegment fourth) {
        try {
            return (long) SYSCALL.invokeExact(
                    LastErrno.capture(), number, first, second, third, fourth, MemorySegment.NULL, 0);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }
}
