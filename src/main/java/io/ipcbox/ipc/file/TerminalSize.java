package io.ipcbox.ipc.file;

import io.ipcbox.ipc.libc.LibcTerminal;
import io.ipcbox.ipc.libc.Platform;
import io.ipcbox.ipc.libc.WinsizeLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.OptionalInt;

/**
 * How wide a terminal is now, as tcgetwinsize(3) of POSIX tells it. Any thread may call.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/TIOCGWINSZ.2const.html">TIOCGWINSZ(2const)</a>
 */
public final class TerminalSize {
    private TerminalSize() {}

    /**
     * True if a terminal is open at a descriptor, whatever its name, as isatty(3) tells it.
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
     * The columns of the terminal that is open at a descriptor.
     *
     * @param fd the descriptor's number, such as 1 for standard output
     * @return empty if it is no terminal, or one that was never told its size, as often in a container
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
