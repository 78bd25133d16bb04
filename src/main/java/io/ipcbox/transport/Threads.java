package io.ipcbox.transport;

import io.ipcbox.ipc.waiting.Uninterrupted;
import org.jspecify.annotations.Nullable;

/** Waiting for threads to end, for those who own them. */
public final class Threads {
    private Threads() {}

    /** Returns when the thread has ended; at once when there is none or it is the calling one. Not interruptible. */
    public static void joinUnlessSelf(@Nullable Thread thread) {
        if (thread == null || thread.equals(Thread.currentThread())) {
            return;
        }
        Uninterrupted.run(thread::join);
    }
}
