package io.ipcbox.console;

import io.ipcbox.text.Printable;
import java.util.Arrays;

/** Bytes in readable form. Pure functions. */
final class ReadableData {
    private ReadableData() {}

    /** Printable text unchanged, the rest escaped; NULs at the end, which are common in memory, as a line with their number. */
    static String of(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] == 0) {
            end--;
        }
        int nuls = bytes.length - end;
        if (nuls < 2) {
            return Printable.escape(bytes, Integer.MAX_VALUE);
        }
        String text = Printable.escape(Arrays.copyOf(bytes, end), Integer.MAX_VALUE);
        return end == 0 ? "(" + nuls + " NULs)" : text + "\n(" + nuls + " NULs follow)";
    }
}
