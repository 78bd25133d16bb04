package io.ipcbox.command.ipc;

import java.time.Duration;

/** Waits for nothing but the time. */
final class Pause {
    private Pause() {}

    /** False when the thread was interrupted, which it then still is. */
    static boolean of(Duration time) {
        try {
            Thread.sleep(time);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
