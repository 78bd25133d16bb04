package io.ipcbox.launch;

import io.ipcbox.ipc.waiting.ShutdownWatch;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a thread come to its end before the JVM does: on Ctrl-C or SIGTERM it is interrupted, and has a while for what is
 * left to say.
 */
final class LastWords {
    private static final long PATIENCE_SECONDS = 5;

    private final Thread thread = Thread.currentThread();
    private final CountDownLatch ended = new CountDownLatch(1);

    private LastWords() {}

    /** Does the work on this thread; an end of the JVM meanwhile interrupts it. */
    static void after(Runnable work) {
        LastWords words = new LastWords();
        ShutdownWatch.beforeWaitsEnd(words::await);
        try {
            work.run();
        } finally {
            words.ended.countDown();
        }
    }

    private void await() {
        if (ended.getCount() == 0) {
            return;
        }
        thread.interrupt();
        try {
            // No longer: somebody may keep it from printing.
            ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
