package io.ipcbox.launch;

import io.ipcbox.process.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The limit of file descriptors, checked at the start. */
public final class DescriptorLimit {
    /** The program's own jars need most of them. With fewer, Java fails at whatever needs the next one. */
    static final int LEAST = 64;

    private static final Pattern ROW = Pattern.compile("Max open files +(\\d+) .*");

    private DescriptorLimit() {}

    /** Ends the JVM with an error message if the limit is too low. */
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
            return Files.readAllLines(Path.of("/proc/self/limits")).stream()
                    .map(ROW::matcher)
                    .filter(Matcher::matches)
                    .mapToLong(row -> Long.parseLong(row.group(1)))
                    .findFirst()
                    .orElse(Long.MAX_VALUE);
        } catch (IOException e) {
            // Without /proc the limit is unknown.
            return Long.MAX_VALUE;
        }
    }
}
