package io.ipcbox.ipc.file;

import io.ipcbox.ipc.libc.LibcTerminal;
import io.ipcbox.ipc.libc.Platform;
import io.ipcbox.ipc.libc.WinsizeLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.OptionalInt;

/**
 * The current width of a terminal, as with tcgetwinsize(3) of POSIX. Any thread may call.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/TIOCGWINSZ.2const.html">TIOCGWINSZ(2const)</a>
 */
public final class TerminalSize {
    private TerminalSize() {}

    /**
     * True if a descriptor refers to a terminal, as with isatty(3).
     *
     * @param fd the descriptor's number, such as 1 for standard output
     */
    public static boolean isTerminal(int fd) {
        Platform.require();
        try (Arena arena = Arena.ofConfined()) {
            return isFilled(fd, arena.allocate(WinsizeLayout.BYTES, Short.BYTES));
        }
    }

    private static boolean isFilled(int fd, MemorySegment size) {
        return LibcTerminal.ioctl(fd, LibcTerminal.TIOCGWINSZ, size) == 0;
    }

    /**
     * The number of columns of the terminal at a descriptor.
     *
     * @param fd the descriptor's number, such as 1 for standard output
     * @return empty if it is not a terminal, or its size was never set, as is common in containers
     */
    public static OptionalInt columns(int fd) {
        Platform.require();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment size = arena.allocate(WinsizeLayout.BYTES, Short.BYTES);
            if (!isFilled(fd, size)) {
                return OptionalInt.empty();
            }
            int columns = Short.toUnsignedInt(size.get(ValueLayout.JAVA_SHORT, WinsizeLayout.COLUMNS));
            return columns == 0 ? OptionalInt.empty() : OptionalInt.of(columns);
        }
    }
}
