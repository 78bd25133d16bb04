package io.ipcbox.ipc.libc;

import static io.ipcbox.ipc.libc.CType.INT;
import static io.ipcbox.ipc.libc.CType.LONG;
import static io.ipcbox.ipc.libc.CType.POINTER;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Terminals: ioctl(2), see ioctl_tty(2). */
public final class LibcTerminal {
    /** Gets the window size. */
    public static final long TIOCGWINSZ = 0x5413;

    private static final int FIXED = 2;
    private static final MethodHandle IOCTL = Linking.variadic("ioctl", FIXED, INT, INT, LONG, POINTER);

    private LibcTerminal() {}

    /** @param argument for {@link #TIOCGWINSZ}: receives a {@link WinsizeLayout} */
    public static int ioctl(int fd, long request, MemorySegment argument) {
        try {
            return (int) IOCTL.invokeExact(LastErrno.capture(), fd, request, argument);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }
}
