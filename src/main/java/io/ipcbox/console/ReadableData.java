package io.ipcbox.console;

import io.ipcbox.text.Printable;
import java.util.Arrays;

/** Bytes as a person sees them. Pure functions. */
final class ReadableData {
    private ReadableData() {}

    /** What is printable as it is, the rest as escapes; many NULs at the end, as memory has them, in a line of their own. */
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
