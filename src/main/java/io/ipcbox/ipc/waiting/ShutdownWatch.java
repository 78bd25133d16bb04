package io.ipcbox.ipc.waiting;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Wakes every waiting thread when the JVM shuts down. A thread that is still inside a C call then would hold the exit
 * up by 300 ms. A program that wants to end in good order first, still waiting for others, says so with {@link
 * #beforeWaitsEnd}; JVM shutdown hooks have no order of their own.
 */
public final class ShutdownWatch {
    private static final Set<Wakeup> WAKEUPS = Collections.newSetFromMap(new WeakHashMap<>());
    private static final List<Runnable> ORDERLY_ENDS = new CopyOnWriteArrayList<>();
    private static volatile boolean shuttingDown;

    static {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(ShutdownWatch::shutDown, "ipcbox-wake-waiting"));
        } catch (IllegalStateException e) {
            // The first wait of all begins during the shutdown, in somebody's hook perhaps: too late for ours.
            shuttingDown = true;
        }
    }

    private ShutdownWatch() {}

    /** True once the JVM has begun to shut down: no wait starts any more, and none goes on. */
    public static boolean isShuttingDown() {
        return shuttingDown;
    }

    /** Adds something that is run, on JVM shutdown, while waits still work; it must come to an end by itself. */
    public static void beforeWaitsEnd(Runnable orderlyEnd) {
        ORDERLY_ENDS.add(orderlyEnd);
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
        try {
            ORDERLY_ENDS.forEach(Runnable::run);
        } finally {
            endWaits();
        }
    }

    private static void endWaits() {
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
