package io.ipcbox.ipc.waiting;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Has every waiting thread leave the kernel when the JVM shuts down, because a thread that is still inside a C call then
 * holds the exit up by 300 ms. The waits go on in Java: no call returns because the JVM ends. What a program has to do
 * first, and which of its waits it ends itself, it says with {@link #beforeWaitsEnd}; JVM shutdown hooks have no order of
 * their own.
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

    /** True once the JVM shuts down and the orderly ends are over: no wait sleeps in the kernel any more. */
    public static boolean isShuttingDown() {
        return shuttingDown;
    }

    /**
     * Adds something that is run on JVM shutdown, while waits still sleep in the kernel; it must come to an end by itself.
     * What it throws goes to the uncaught-exception handler, and the others run all the same.
     */
    public static void beforeWaitsEnd(Runnable orderlyEnd) {
        ORDERLY_ENDS.add(Objects.requireNonNull(orderlyEnd, "orderlyEnd"));
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
        ORDERLY_ENDS.forEach(ShutdownWatch::run);
        leaveKernel();
    }

    private static void run(Runnable orderlyEnd) {
        try {
            orderlyEnd.run();
        } catch (Throwable thrown) {
            Thread current = Thread.currentThread();
            current.getUncaughtExceptionHandler().uncaughtException(current, thrown);
        }
    }

    private static void leaveKernel() {
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
