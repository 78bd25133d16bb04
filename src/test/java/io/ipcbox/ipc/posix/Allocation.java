package io.ipcbox.ipc.posix;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What the calling thread takes from the Java heap. */
final class Allocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    static long bytesPerRun(int runs, Runnable action) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < runs; i++) {
            action.run();
        }
        return (THREADS.getCurrentThreadAllocatedBytes() - before) / runs;
    }
}
