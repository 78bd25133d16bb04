package io.ipcbox.ipc.waiting;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Wakes every waiting thread when the JVM shuts down. A thread that is still inside a C call then would hold the exit
 * up by 300 ms.
 */
public final class ShutdownWatch {
    private static final Set<Wakeup> WAKEUPS = Collections.newSetFromMap(new WeakHashMap<>());
    private static volatile boolean shuttingDown;

    static {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(ShutdownWatch::shutDown, "ipcbox-wake-waiting"));
        } catch (IllegalStateException e) {
            // The first wait of all begins during the shutdown, in somebody's hook perhaps: too late for a hook of
            // ours.
            shuttingDown = true;
        }
    }

    private ShutdownWatch() {}

    /** True once the JVM has begun to shut down: no wait starts any more, and none goes on. */
    public static boolean isShuttingDown() {
        return shuttingDown;
    }

    static void add(Wakeup wakeup) {
        synchronized (WAKEUPS) {
            WAKEUPS.add(wakeup);
        }
    }

    static void remove(Wakeup wakeup) {
        synchronized (WAKEUPS) {
            WAKEUPS.remove(wakeup);
        }
    }

    private static void shutDown() {
        shuttingDown = true;
        Wakeup[] all;
        synchronized (WAKEUPS) {
            all = WAKEUPS.toArray(Wakeup[]::new);
        }
        for (Wakeup wakeup : all) {
            if (wakeup != null) {
                wakeup.wake();
            }
        }
    }
}
