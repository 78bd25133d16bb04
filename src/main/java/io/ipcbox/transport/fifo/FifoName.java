package io.ipcbox.transport.fifo;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of clients' FIFOs: {@code client-PID-N.fifo}, with a leading dot until the FIFO is ready. */
final class FifoName {
    private static final Pattern OF_CLIENT = Pattern.compile("\\.?client-(\\d{1,10})-\\d+\\.fifo");
    private static final AtomicInteger COUNTER = new AtomicInteger();

    private FifoName() {}

    static String next() {
        return "client-" + ProcessHandle.current().pid() + "-" + COUNTER.incrementAndGet() + ".fifo";
    }

    static boolean isUnfinished(Path path) {
        return path.getFileName().toString().startsWith(".");
    }

    /** True for a name that a client makes and removes itself; any other belongs to the user. */
    static boolean isOfClient(Path path) {
        return OF_CLIENT.matcher(path.getFileName().toString()).matches();
    }

    /** The process that made the FIFO; 0 if a user did. */
    static long pid(Path path) {
        Matcher matcher = OF_CLIENT.matcher(path.getFileName().toString());
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
    }
}
