package io.ipcbox.ipc.posix;

import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.support.UniqueNames;
import java.time.Duration;

/** A semaphore of a unique name for one test, which unlinks and closes it. */
final class Semaphores implements AutoCloseable {
    static final Duration LONG = Duration.ofHours(1);

    final PosixSemaphore semaphore;

    private Semaphores(int value, SemaphoreSleep sleep) {
        semaphore = PosixSemaphore.open(
                UniqueNames.next(), CreationMode.CREATE_EXCLUSIVE, Permissions.OWNER_ONLY, value, sleep);
    }

    static Semaphores ofValue(int value) {
        return new Semaphores(value, SemaphoreSleep.best());
    }

    static Semaphores ofValue(int value, SemaphoreSleep sleep) {
        return new Semaphores(value, sleep);
    }

    @Override
    public void close() {
        semaphore.close();
        semaphore.unlink();
    }
}
