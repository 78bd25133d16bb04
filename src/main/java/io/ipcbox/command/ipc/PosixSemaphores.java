package io.ipcbox.command.ipc;

import io.ipcbox.command.Facts;
import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.posix.PosixSemaphore;
import io.ipcbox.ipc.posix.PosixSemaphoreStatus;
import java.time.Duration;
import java.util.List;

/** A POSIX semaphore. */
final class PosixSemaphores extends PosixSubject implements Semaphores {
    private final InitialValue initial = new InitialValue();

    PosixSemaphores() {
        super("/test-semaphore");
    }

    @Override
    public List<Object> creationOptions() {
        return List.of(initial);
    }

    @Override
    void create(Permissions permissions) {
        PosixSemaphore.create(title(), permissions, initial.checked()).close();
    }

    @Override
    void unlink() {
        PosixSemaphore.unlink(title());
    }

    @Override
    public Facts facts() {
        try (var semaphore = PosixSemaphore.open(title())) {
            PosixSemaphoreStatus now = semaphore.status();
            return facts(semaphore.fileStatus())
                    .with("value", now.value())
                    .with("waiters", now.waiters())
                    .with("processes", now.otherProcesses())
                    .with("stuck", now.isStuck());
        }
    }

    @Override
    public Semaphore open() {
        return new Open(PosixSemaphore.open(title()));
    }

    @Override
    public Semaphore openOrCreate(int value) {
        return new Open(PosixSemaphore.open(title(), CreationMode.OPEN_OR_CREATE, Permissions.OWNER_ONLY, value));
    }

    @Override
    public Semaphore openForClient(int value) {
        return openOrCreate(value);
    }

    private record Open(PosixSemaphore handle) implements Semaphore {
        @Override
        public boolean take(Duration timeout) {
            return handle.waitFor(timeout);
        }

        @Override
        public void post() {
            handle.post();
        }

        @Override
        public int value() {
            return handle.value();
        }

        @Override
        public long trace() {
            return handle.value();
        }

        @Override
        public void close() {
            handle.close();
        }
    }
}
