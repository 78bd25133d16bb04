package io.ipcbox.ipc.posix;

import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.support.UniqueNames;
import java.time.Duration;

/** A semaphore of a unique name for one test, which unlinks and closes it. */
final class Semaphores implements AutoCloseable {
    static final Duration LONG = Duration.ofHours(1);

    final PosixSemaphore semaphore;

    private Semaphores(PosixSemaphore semaphore) {
        this.semaphore = semaphore;
    }

    static Semaphores ofValue(int value) {
        return new Semaphores(PosixSemaphore.create(UniqueNames.next(), Permissions.OWNER_ONLY, value));
    }

    static Semaphores ofValue(int value, SemaphoreSleep sleep) {
        return ofValue(value, new SemaphoreMeans(sleep, true));
    }

    static Semaphores ofValue(int value, SemaphoreMeans means) {
        return new Semaphores(open(UniqueNames.next(), CreationMode.CREATE_EXCLUSIVE, value, means));
    }

    /** Another handle of the same semaphore. */
    PosixSemaphore open(SemaphoreMeans means) {
        return open(semaphore.name(), CreationMode.OPEN_EXISTING, 0, means);
    }

    private static PosixSemaphore open(String name, CreationMode mode, int value, SemaphoreMeans means) {
        return PosixSemaphore.open(name, mode, Permissions.OWNER_ONLY, value, means);
    }

    @Override
    public void close() {
        semaphore.close();
        semaphore.unlink();
    }
}
