package io.ipcbox.support;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Names and keys that no other process, and no other test of this one, uses. Any thread may call. */
public final class UniqueNames {
    /** Part of every name that this JVM gives out. */
    public static final String PREFIX =
            "ipcbox-test-" + ProcessHandle.current().pid() + "-" + Long.toString(System.currentTimeMillis(), 36);

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final List<String> ISSUED = new CopyOnWriteArrayList<>();
    private static final List<Integer> KEYS = new CopyOnWriteArrayList<>();
    private static final int PID_BITS = 22;
    private static final int KEYS_PER_PID = 1 << 8;

    private UniqueNames() {}

    /** A name for a POSIX object, slash included. */
    public static String next() {
        String name = "/" + PREFIX + "-" + COUNT.incrementAndGet();
        ISSUED.add(name);
        return name;
    }

    /** A path in a directory. */
    public static Path nextIn(Path directory) {
        return directory.resolve(next().substring(1));
    }

    /** A key for a System V object: positive, and others only after 256 of them in one JVM. */
    public static int nextKey() {
        int pid = (int) (ProcessHandle.current().pid() & ((1 << PID_BITS) - 1));
        int key = 0x4000_0000 | pid << 8 | COUNT.incrementAndGet() % KEYS_PER_PID;
        KEYS.add(key);
        return key;
    }

    static List<String> issued() {
        return ISSUED;
    }

    static List<Integer> issuedKeys() {
        return KEYS;
    }
}
