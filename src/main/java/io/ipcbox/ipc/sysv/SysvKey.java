package io.ipcbox.ipc.sysv;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.libc.LastErrno;
import io.ipcbox.ipc.libc.LibcSysvKey;
import io.ipcbox.ipc.libc.Platform;
import java.lang.foreign.Arena;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/**
 * What processes agree on to find the same System V object: 32 bits, C's {@code key_t}. The three kinds of objects
 * have a key space each. Printed as {@code ipcs(1)} prints it, {@code 0x00000064}.
 *
 * @param value the bits, signed as C and Python see them; 0 is {@link #PRIVATE}
 * @see <a href="https://man7.org/linux/man-pages/man7/sysvipc.7.html">sysvipc(7)</a>
 */
public record SysvKey(int value) {
    /** {@code IPC_PRIVATE}: a new object each time, which others can only find by its id. */
    public static final SysvKey PRIVATE = new SysvKey(0);

    private static final BigInteger LOWEST = BigInteger.valueOf(Integer.MIN_VALUE);
    private static final BigInteger HIGHEST = BigInteger.valueOf(0xffff_ffffL);
    private static final int FTOK_FAILED = -1;
    private static final int HIGHEST_PROJECT = 255;

    /**
     * Reads a key as a user types it: decimal ({@code 100}, {@code -1}), hexadecimal as {@code ipcs} prints it
     * ({@code 0x00000064}), or {@code private}. Numbers from 2147483648 to 4294967295 are the unsigned way to write a
     * negative key.
     *
     * @throws IllegalArgumentException if it is none of these, is longer than 32 bits, or is 0: an object of that key
     *     could not be found again, and who wants that says {@code private}
     */
    public static SysvKey parse(String text) {
        Objects.requireNonNull(text, "text");
        if (text.toLowerCase(Locale.ROOT).equals("private")) {
            return PRIVATE;
        }
        BigInteger number = number(text);
        if (number.compareTo(LOWEST) < 0 || number.compareTo(HIGHEST) > 0) {
            throw new IllegalArgumentException("a key has 32 bits, \"" + text
                    + "\" needs more; choose one from -2147483648 to 4294967295 or 0xffffffff");
        }
        if (number.signum() == 0) {
            throw new IllegalArgumentException(
                    "key 0 means a new object each time, which nobody can open by its key; say private if you want that");
        }
        return new SysvKey(number.intValue());
    }

    private static BigInteger number(String text) {
        if (text.matches("0[xX][0-9a-fA-F]+")) {
            return new BigInteger(text.substring(2), 16);
        }
        if (text.matches("[+-]?[0-9]+")) {
            return new BigInteger(text);
        }
        throw new IllegalArgumentException(
                "not a key: \"" + text + "\"; give a decimal number, a hexadecimal one such as 0x64, or private");
    }

    /**
     * The key that C's {@code ftok} makes of a file: 8 bits of the project, 8 of the device and 16 of the inode. Two
     * files may share a key, and a file that was deleted and made again usually has another one.
     *
     * @param path of an existing file or directory; its content does not matter
     * @param project 1 to 255. C cuts larger numbers to their low 8 bits without a word, and leaves 0 undefined
     * @throws IpcException ENOENT or EACCES if the file cannot be looked at
     * @see <a href="https://man7.org/linux/man-pages/man3/ftok.3.html">ftok(3)</a>
     */
    public static SysvKey ftok(Path path, int project) {
        Objects.requireNonNull(path, "path");
        if (project < 1 || project > HIGHEST_PROJECT) {
            throw new IllegalArgumentException("the project must lie between 1 and 255, project=" + project);
        }
        Platform.require();
        try (Arena arena = Arena.ofConfined()) {
            int key = LibcSysvKey.ftok(arena.allocateFrom(path.toString()), project);
            // -1 is a key like any other, when the project, the device and the inode end in ones.
            if (key == FTOK_FAILED && !Files.exists(path)) {
                Errno errno = LastErrno.get();
                throw new IpcException("make a key of", "file \"" + path + "\"", errno);
            }
            return new SysvKey(key);
        }
    }

    /** True for {@link #PRIVATE}. */
    public boolean isPrivate() {
        return value == 0;
    }

    /** {@code 0x00000064}, or {@code private}. */
    @Override
    public String toString() {
        return isPrivate() ? "private" : "0x%08x".formatted(value);
    }
}
