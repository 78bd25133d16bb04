package io.ipcbox.launch;

import io.ipcbox.process.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many file descriptors this process may have, looked at before it needs any. */
public final class DescriptorLimit {
    /** The program's own jars take most of them. With fewer, Java fails wherever it happens to need one more. */
    static final int LEAST = 64;

    private static final Pattern ROW = Pattern.compile("Max open files +(\\d+) .*");

    private DescriptorLimit() {}

    /** Ends the JVM with a sentence if there are too few. */
    public static void require() {
        long limit = read();
        if (limit < LEAST) {
            System.err.println("ipcbox: cannot start with " + limit
                    + " file descriptors: EMFILE (Too many open files); " + LEAST + " are needed: ulimit -n 1024");
            Runtime.getRuntime().halt(ExitCode.FAILED);
        }
    }

    private static long read() {
        try {
            for (String row : Files.readAllLines(Path.of("/proc/self/limits"))) {
                Matcher matcher = ROW.matcher(row);
                if (matcher.matches()) {
                    return Long.parseLong(matcher.group(1));
                }
            }
        } catch (IOException e) {
            // Without /proc there is nothing to compare.
        }
        return Long.MAX_VALUE;
    }
}
