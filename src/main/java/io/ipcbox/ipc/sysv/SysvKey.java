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
 * The 32-bit number by which processes find the same System V object, in C a {@code key_t}. Each of the three kinds of
 * objects has its own key space. Printed as by {@code ipcs(1)}: {@code 0x00000064}.
 *
 * @param value signed, as in C and Python; 0 is {@link #PRIVATE}
 * @see <a href="https://man7.org/linux/man-pages/man7/sysvipc.7.html">sysvipc(7)</a>
 */
public record SysvKey(int value) {
    /** {@code IPC_PRIVATE}: a new object each time, which other processes can open only by its id. */
    public static final SysvKey PRIVATE = new SysvKey(0);

    private static final BigInteger LOWEST = BigInteger.valueOf(Integer.MIN_VALUE);
    private static final BigInteger HIGHEST = BigInteger.valueOf(0xffff_ffffL);
    private static final int FTOK_FAILED = -1;
    private static final int HIGHEST_PROJECT = 255;

    /**
     * Parses a key: decimal ({@code 100}, {@code -1}), hexadecimal as printed by {@code ipcs} ({@code 0x00000064}), or
     * {@code private}. Numbers from 2147483648 to 4294967295 are negative keys written as unsigned.
     *
     * @throws IllegalArgumentException if it is none of these or exceeds 32 bits; also for 0, because an object with
     *     that key could not be found again: {@code private} says so explicitly
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
                    "key 0 means a new object each time, which cannot be opened by key; to get one, write private");
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
     * The key that {@code ftok} derives from a file: 8 bits of the project, 8 of the device and 16 of the inode. Two
     * files can share a key, and a file that is deleted and created again usually gets another one.
     *
     * @param path of an existing file or directory; its content does not matter
     * @param project 1 to 255. C silently uses the low 8 bits of larger numbers, and leaves 0 undefined
     * @throws IpcException ENOENT or EACCES if the file is not accessible
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
            // -1 is also a valid key: project, device and inode may end in ones.
            if (key == FTOK_FAILED && !Files.exists(path)) {
                Errno errno = LastErrno.get();
                throw new IpcException("make a key of", "file \"" + path + "\"", errno);
            }
            return new SysvKey(key);
        }
    }

    public boolean isPrivate() {
        return value == 0;
    }

    /** {@code 0x00000064}, or {@code private}. */
    @Override
    public String toString() {
        return isPrivate() ? "private" : "0x%08x".formatted(value);
    }
}
