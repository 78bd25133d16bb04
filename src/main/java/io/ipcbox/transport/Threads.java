package io.ipcbox.transport;

import io.ipcbox.ipc.waiting.Uninterrupted;
import org.jspecify.annotations.Nullable;

/** Waits for threads to end. */
public final class Threads {
    private Threads() {}

    /** Returns when the thread has ended; at once if there is none or it is the calling thread. Not interruptible. */
    public static void joinUnlessSelf(@Nullable Thread thread) {
        if (thread == null || thread.equals(Thread.currentThread())) {
            return;
        }
        Uninterrupted.run(thread::join);
    }
}
