package io.ipcbox.launch;

import io.ipcbox.command.CommandTree;
import io.ipcbox.console.StreamConsole;
import io.ipcbox.ipc.waiting.ShutdownWatch;
import io.ipcbox.process.ExitCode;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs one command, without a Spring context. For the main thread, which is interrupted when the process is told to end,
 * and when standard output can no longer be written.
 */
final class OneShotCommands {
    /** How long the command has for its last output. It may be blocked by a reader that takes none. */
    private static final long PATIENCE_SECONDS = 5;

    private OneShotCommands() {}

    /**
     * Runs the command; the caller reports exceptions.
     *
     * @return the exit code
     */
    static int run(CommandTree tree, List<String> words) {
        StreamConsole console = StreamConsole.standard();
        AtomicBoolean lost = new AtomicBoolean();
        Thread thread = Thread.currentThread();
        console.whenLost(() -> {
            lost.set(true);
            thread.interrupt();
        });
        CountDownLatch ended = new CountDownLatch(1);
        ShutdownWatch.beforeWaitsEnd(() -> interruptAndAwait(thread, ended));
        try {
            tree.run(words, console);
        } finally {
            ended.countDown();
        }
        return lost.get() ? ExitCode.FAILED : ExitCode.DONE;
    }

    private static void interruptAndAwait(Thread thread, CountDownLatch ended) {
        if (ended.getCount() == 0) {
            return;
        }
        thread.interrupt();
        try {
            ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
