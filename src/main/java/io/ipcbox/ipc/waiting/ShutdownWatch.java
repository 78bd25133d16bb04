package io.ipcbox.ipc.waiting;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Makes every waiting thread leave the kernel when the JVM shuts down, because a thread inside a C call delays the exit
 * by 300 ms. The waits continue in Java: the shutdown does not make any call return. A program registers what must run
 * before that, such as ending its waits, with {@link #beforeWaitsEnd}; JVM shutdown hooks run in no particular order.
 */
public final class ShutdownWatch {
    private static final Set<Wakeup> WAKEUPS = Collections.newSetFromMap(new WeakHashMap<>());
    private static final List<Runnable> ORDERLY_ENDS = new CopyOnWriteArrayList<>();
    private static volatile boolean shuttingDown;

    static {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(ShutdownWatch::shutDown, "ipcbox-wake-waiting"));
        } catch (IllegalStateException e) {
            // The first wait began during the shutdown, perhaps in another hook: too late to add ours.
            shuttingDown = true;
        }
    }

    private ShutdownWatch() {}

    /** True once the JVM shuts down and the orderly ends have run: waits no longer sleep in the kernel. */
    public static boolean isShuttingDown() {
        return shuttingDown;
    }

    /**
     * Adds an action to run on JVM shutdown, while waits still sleep in the kernel; it must end by itself. If it
     * throws, the exception goes to the uncaught-exception handler and the remaining actions still run.
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
